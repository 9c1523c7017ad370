/**
 * What a command reads from and prints to.
 *
 * <p>In go texts, events and numbers of a command; out come lines for a person, or JSON lines for a
 * program. Start at {@link notso.inference.cli.console.Console}, which knows the streams and which
 * of them a person looks at. The commands themselves are in {@code notso.inference.cli}.
 */
@NullMarked
package notso.inference.cli.console;

import org.jspecify.annotations.NullMarked;
