/**
 * The window as a whole: sidebar, header, transcript and composer in their places.
 *
 * <p>In go view models; out comes one node for a scene. Start at {@link
 * notso.app.view.window.ChatWindow}.
 */
@NullMarked
package notso.app.view.window;

import org.jspecify.annotations.NullMarked;
