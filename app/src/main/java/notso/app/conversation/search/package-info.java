/**
 * Finds words in everything that was ever said.
 *
 * <p>In go {@link notso.app.conversation.Session}s and what a person types, out come the sessions
 * that hold it, each with its best places. What is kept on disk can be made again from the sessions
 * at any time. Start at {@link notso.app.conversation.search.SearchIndex}; {@code SessionQuery}
 * says what comes first.
 */
@NullMarked
package notso.app.conversation.search;

import org.jspecify.annotations.NullMarked;
