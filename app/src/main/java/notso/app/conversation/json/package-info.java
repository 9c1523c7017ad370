/**
 * What happens to a session as JSON, one object for each {@link notso.app.conversation.Entry}: for
 * the journal on disk and for what is exported.
 *
 * <p>In goes an entry, out comes an object, and back. What is read may have been written by anyone:
 * it is an entry, of a kind that this version does not know, or malformed. Start at {@link
 * notso.app.conversation.json.EntryJson}.
 */
@NullMarked
package notso.app.conversation.json;

import org.jspecify.annotations.NullMarked;
