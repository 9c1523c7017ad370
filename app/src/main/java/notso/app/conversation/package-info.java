/**
 * What was said, as plain data that knows neither window nor engine nor disk.
 *
 * <p>In go {@link notso.app.conversation.Change}s, out comes what they made. Start at {@link
 * notso.app.conversation.Session}.
 */
@NullMarked
package notso.app.conversation;

import org.jspecify.annotations.NullMarked;
