/**
 * Conversations as other programs keep them, and how they become ours.
 *
 * <p>In go the JSON values of single messages, out comes a session: {@link
 * notso.app.conversation.foreign.ChatGptMessages} and {@link
 * notso.app.conversation.foreign.OpenWebUiMessages} turn values into turns of a {@link
 * notso.app.conversation.foreign.ForeignConversation}, and {@link
 * notso.app.conversation.foreign.SessionGrower} grows the session. Whatever is wrong is counted in
 * {@link notso.app.conversation.foreign.Losses} and stops nothing.
 */
@NullMarked
package notso.app.conversation.foreign;

import org.jspecify.annotations.NullMarked;
