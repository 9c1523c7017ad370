package notso.app.conversation;

import java.util.ArrayList;
import java.util.List;

/** Messages in the order in which they were said; kept in memory, used by one thread. */
public final class Conversation {

    private final List<Message> messages = new ArrayList<>();

    /** A copy, oldest first, that later messages do not change. */
    public List<Message> messages() {
        return List.copyOf(messages);
    }

    public void add(Message message) {
        messages.add(message);
    }

    /** Takes the last message back if it is a reply, so that its question can be asked again. */
    public void withdrawReply() {
        if (!messages.isEmpty() && messages.getLast() instanceof Message.Reply) {
            messages.removeLast();
        }
    }
}
