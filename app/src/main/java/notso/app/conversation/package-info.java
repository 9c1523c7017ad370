/**
 * What has been said, as plain data that knows neither window nor engine.
 *
 * <p>In go {@link notso.app.conversation.Message}s, out comes their list in order. Start at {@link
 * notso.app.conversation.Conversation}.
 */
@NullMarked
package notso.app.conversation;

import org.jspecify.annotations.NullMarked;
