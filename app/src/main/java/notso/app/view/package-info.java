/**
 * The window: header, transcript and composer, over one view model.
 *
 * <p>In go {@link notso.app.answer.ServiceEvent}s and what a person types and presses; out come the
 * verbs of {@link notso.app.view.ChatViewModel}. Start at {@link notso.app.view.ChatWindow}.
 */
@NullMarked
package notso.app.view;

import org.jspecify.annotations.NullMarked;
