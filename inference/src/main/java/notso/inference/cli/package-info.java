/**
 * The command line: one class for each command, all below {@link notso.inference.cli.NotsoCommand},
 * which is where to start.
 *
 * <p>In go arguments and files; out come text or JSON lines and an exit status: 0, 2 for a wrong
 * call, 3 for bad input, 130 for Ctrl+C. A command only joins what the other packages do.
 */
@NullMarked
package notso.inference.cli;

import org.jspecify.annotations.NullMarked;
