package notso.app.context;

import notso.app.conversation.MessageId;
import notso.app.conversation.SessionId;

import java.util.List;

/**
 * What the engine's cache holds, as far as a later prompt can begin with it.
 *
 * @param messages those that stand in it as they would in a later prompt
 */
public record CachedPrefix(SessionId session, List<MessageId> messages, PromptStyle style) {

    public CachedPrefix {
        messages = List.copyOf(messages);
    }
}
