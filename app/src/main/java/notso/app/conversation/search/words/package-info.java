/**
 * What counts as a word, in any script.
 *
 * <p>In goes text as it was said or typed, out come words as they are indexed and looked for. Start
 * at {@link notso.app.conversation.search.words.Words}.
 */
@NullMarked
package notso.app.conversation.search.words;

import org.jspecify.annotations.NullMarked;
