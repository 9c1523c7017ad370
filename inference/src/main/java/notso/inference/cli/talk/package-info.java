/**
 * Running a model and printing its answers, which several commands share.
 *
 * <p>In go messages and settings; out come prompts, and answers on the console as they are written.
 * Start at {@link notso.inference.cli.talk.RunningModel}.
 */
@NullMarked
package notso.inference.cli.talk;

import org.jspecify.annotations.NullMarked;
