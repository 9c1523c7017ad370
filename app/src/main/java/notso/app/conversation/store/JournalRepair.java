package notso.app.conversation.store;

import notso.app.conversation.Answer;
import notso.app.conversation.Change;
import notso.app.conversation.Entry;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes sense of entries between which some are missing: a turn whose place is lost stands behind
 * the turn before it, and text whose reply is lost becomes a reply.
 */
final class JournalRepair {

    private final Set<MessageId> known = new HashSet<>();
    private final List<Entry> repaired = new ArrayList<>();
    private Optional<MessageId> last = Optional.empty();

    private JournalRepair() {}

    static List<Entry> repaired(List<Entry> entries) {
        JournalRepair repair = new JournalRepair();
        entries.forEach(repair::add);
        return repair.repaired;
    }

    private void add(Entry entry) {
        switch (entry.change()) {
            case Change.MessageAdded(Message message) -> add(entry.at(), message);
            case Change.AnswerGrew(MessageId reply, _, _) -> {
                ensure(entry.at(), reply);
                repaired.add(entry);
            }
            case Change.RunStarted _,
                    Change.ToolAsked _,
                    Change.RunEnded _,
                    Change.AnswerEnded _,
                    Change.BranchShown _,
                    Change.Titled _,
                    Change.Pinned _,
                    Change.SettingsChanged _,
                    Change.Drafted _,
                    Change.QueueChanged _,
                    Change.ContextCut _ ->
                    repaired.add(entry);
        }
    }

    private void add(Instant at, Message message) {
        if (!known.add(message.id())) {
            return;
        }
        boolean hasPlace = message.parent().map(known::contains).orElse(true);
        Message placed = hasPlace ? message : behindLast(message);
        repaired.add(new Entry(at, new Change.MessageAdded(placed)));
        last = Optional.of(message.id());
    }

    private Message behindLast(Message message) {
        return switch (message) {
            case Message.Question(MessageId id, _, Instant created, String text, var attachments) ->
                    new Message.Question(id, last, created, text, attachments);
            case Message.Reply(MessageId id, _, Instant created, Answer answer) ->
                    new Message.Reply(id, last, created, answer);
        };
    }

    private void ensure(Instant at, MessageId reply) {
        if (!known.contains(reply)) {
            add(at, new Message.Reply(reply, last, at, Answer.EMPTY));
        }
    }
}
