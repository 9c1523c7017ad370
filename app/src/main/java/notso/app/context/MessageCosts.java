package notso.app.context;

import notso.app.conversation.Message;
import notso.app.conversation.MessageId;
import notso.app.conversation.SessionId;
import notso.inference.Prompt;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many tokens the texts of messages are, each counted once. A message is known by its id and
 * its length, since an answer grows. For any thread.
 */
public final class MessageCosts {

    private static final int MOST_KNOWN = 200_000;

    private final Tokens tokens;
    private final Map<Key, Integer> known = new ConcurrentHashMap<>();

    private record Key(SessionId session, MessageId message, boolean reasoning, int length) {}

    /**
     * @param tokens of the model that is loaded; another model needs other costs
     */
    public MessageCosts(Tokens tokens) {
        this.tokens = tokens;
    }

    Tokens tokens() {
        return tokens;
    }

    /** Without reasoning; attachments and what tools answered counted in. */
    int text(SessionId session, Message message) {
        String text =
                switch (message) {
                    case Message.Question asked -> Turns.text(asked.text(), asked.attachments());
                    case Message.Reply reply -> Turns.text(reply.answer());
                };
        return count(new Key(session, message.id(), false, text.length()), text);
    }

    int reasoning(SessionId session, Message message) {
        return switch (message) {
            case Message.Question _ -> 0;
            case Message.Reply reply -> {
                String text = reply.answer().reasoning();
                yield count(new Key(session, message.id(), true, text.length()), text);
            }
        };
    }

    int plain(String text) {
        return text.isEmpty() ? 0 : tokens.count(Prompt.plain(text));
    }

    private int count(Key key, String text) {
        if (text.isEmpty()) {
            return 0;
        }
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        // Not computeIfAbsent: counting is slow, and counting twice does no harm.
        Integer count = known.get(key);
        if (count == null) {
            count = plain(text);
            known.put(key, count);
        }
        return count;
    }
}
