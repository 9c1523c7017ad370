/**
 * A conversation in a terminal.
 *
 * <p>In go typed lines, as commands or as messages; out come answers on the console, and files
 * where the conversation is exported. Start at {@link notso.inference.cli.chat.ChatCommands}, which
 * carries out what was typed; {@link notso.inference.cli.chat.ChatSession} is the conversation.
 */
@NullMarked
package notso.inference.cli.chat;

import org.jspecify.annotations.NullMarked;
