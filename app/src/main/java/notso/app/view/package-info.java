/**
 * What the window shows, without a scene: view models and the sentences that they hold.
 *
 * <p>In go {@link notso.app.answer.ServiceEvent}s and the wishes of a person; out come properties,
 * lists and calls of the answer service. Start at {@link notso.app.view.ChatViewModel}; the views
 * begin at {@link notso.app.view.window.ChatWindow}.
 */
@NullMarked
package notso.app.view;

import org.jspecify.annotations.NullMarked;
