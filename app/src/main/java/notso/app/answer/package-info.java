/**
 * Loads models and has them answer, on one background thread.
 *
 * <p>In go a {@link notso.app.answer.ModelChoice} to open and the {@link
 * notso.app.answer.AnswerRequest}s; out come {@link notso.app.answer.ServiceEvent}s. Start at
 * {@link notso.app.answer.AnswerService}.
 */
@NullMarked
package notso.app.answer;

import org.jspecify.annotations.NullMarked;
