package notso.app.view;

import notso.app.answer.Turn;

import java.util.ArrayList;
import java.util.List;

/** Turns in the order in which they were said; kept in memory, used by one thread. */
final class Conversation {

    private final List<Turn> messages = new ArrayList<>();

    /** A copy, oldest first, that later messages do not change. */
    public List<Turn> messages() {
        return List.copyOf(messages);
    }

    public void add(Turn message) {
        messages.add(message);
    }

    /** Takes the last message back if it is a reply, so that its question can be asked again. */
    public void withdrawReply() {
        if (!messages.isEmpty() && messages.getLast() instanceof Turn.Reply) {
            messages.removeLast();
        }
    }
}
