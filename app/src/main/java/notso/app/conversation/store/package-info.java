/**
 * Sessions on disk: a journal for each, which only grows, and an index to list them fast.
 *
 * <p>In go a session's entries, out comes the session that they make. Start at {@link
 * notso.app.conversation.store.SessionStore}; {@link notso.app.conversation.store.Journal} is one
 * file.
 */
@NullMarked
package notso.app.conversation.store;

import org.jspecify.annotations.NullMarked;
