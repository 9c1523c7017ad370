/**
 * Makes answers, and keeps the sessions in which they are made.
 *
 * <p>In go questions and other wishes of a person; out come {@link notso.app.answer.ServiceEvent}s,
 * after everything is in its journal. Start at {@link notso.app.answer.AnswerService}; {@link
 * notso.app.answer.SessionDesk} is where sessions change.
 */
@NullMarked
package notso.app.answer;

import org.jspecify.annotations.NullMarked;
