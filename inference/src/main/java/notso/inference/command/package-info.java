/**
 * What can be typed in a conversation beside messages, as data; the window and the command line
 * share it.
 *
 * <p>In goes a typed line; out comes a text to send, a {@link notso.inference.command.Command} to
 * carry out, or what is wrong with it. Start at {@link notso.inference.command.SlashCommands}.
 */
@NullMarked
package notso.inference.command;

import org.jspecify.annotations.NullMarked;
