/**
 * Carries out what is typed: messages, and commands that begin with a slash.
 *
 * <p>In goes a typed line. Start at {@link notso.app.view.command.WindowCommands}.
 */
@NullMarked
package notso.app.view.command;

import org.jspecify.annotations.NullMarked;
