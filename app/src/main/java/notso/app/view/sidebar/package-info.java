/**
 * All conversations, to open, name, pin and delete.
 *
 * <p>In go {@link notso.app.answer.ServiceEvent}s; out come the verbs of {@link
 * notso.app.answer.SessionLibrary}. Start at {@link notso.app.view.sidebar.LibraryViewModel} and
 * {@link notso.app.view.sidebar.SidebarView}.
 */
@NullMarked
package notso.app.view.sidebar;

import org.jspecify.annotations.NullMarked;
