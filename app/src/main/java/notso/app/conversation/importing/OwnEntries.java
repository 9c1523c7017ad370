package notso.app.conversation.importing;

import notso.app.conversation.Change;
import notso.app.conversation.Entry;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;
import notso.app.conversation.Session;
import notso.app.conversation.foreign.Loss;
import notso.app.conversation.foreign.Losses;
import notso.app.conversation.json.EntryJson;
import notso.app.conversation.json.EntryReading;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The entries of a session as it was exported. A message that cannot be read takes nothing with it:
 * those behind it follow the one before it.
 */
final class OwnEntries {

    /** Far from the end of the numbers, so that a session can go on behind any of its messages. */
    private static final int LARGEST_ID = 1_000_000_000;

    private final List<Entry> entries = new ArrayList<>();
    private final Map<MessageId, Optional<MessageId>> lost = new HashMap<>();
    private final Losses losses;
    private boolean isNewer;

    OwnEntries(Losses losses) {
        this.losses = losses;
    }

    void add(JsonNode json) {
        switch (EntryJson.read(json)) {
            case EntryReading.Known(Entry entry) when !isTooLarge(entry) -> entries.add(entry);
            case EntryReading.Known _, EntryReading.Malformed _ -> lose(json, Loss.MALFORMED);
            case EntryReading.Unknown _ -> {
                isNewer = true;
                lose(json, Loss.UNKNOWN_CONTENT);
            }
        }
    }

    private static boolean isTooLarge(Entry entry) {
        return entry.change() instanceof Change.MessageAdded(Message message)
                && message.id().value() > LARGEST_ID;
    }

    private void lose(JsonNode json, Loss loss) {
        losses.add(loss);
        JsonNode message = json.path("message");
        id(message.path("id")).ifPresent(id -> lost.putIfAbsent(id, id(message.path("parent"))));
    }

    private static Optional<MessageId> id(JsonNode value) {
        return value.isInt() && value.intValue() > 0
                ? Optional.of(new MessageId(value.intValue()))
                : Optional.empty();
    }

    /** Whether a later version wrote some of it. */
    boolean isNewer() {
        return isNewer;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    void applyTo(Session session) {
        for (Entry entry : entries) {
            switch (entry.change()) {
                case Change.MessageAdded(Message message) -> {
                    if (session.message(message.id()).isPresent()) {
                        losses.add(Loss.DUPLICATE);
                    } else {
                        Message placed = placed(message, session);
                        session.apply(new Entry(entry.at(), new Change.MessageAdded(placed)));
                    }
                }
                case Change.ContextCut(Optional<MessageId> kept) -> {
                    if (kept.flatMap(session::message).isPresent() == kept.isPresent()) {
                        session.apply(entry);
                    } else {
                        losses.add(Loss.MALFORMED);
                    }
                }
                case Change _ -> session.apply(entry);
            }
        }
    }

    private Message placed(Message message, Session session) {
        Optional<MessageId> parent = message.parent();
        int steps = 0;
        while (parent.isPresent() && session.message(parent.get()).isEmpty()) {
            boolean isLoop = steps++ > lost.size();
            parent = isLoop ? Optional.empty() : lost.getOrDefault(parent.get(), Optional.empty());
        }
        if (parent.equals(message.parent())) {
            return message;
        }
        losses.add(Loss.PARENT_MISSING);
        return switch (message) {
            case Message.Question q ->
                    new Message.Question(q.id(), parent, q.created(), q.text(), q.attachments());
            case Message.Reply r -> new Message.Reply(r.id(), parent, r.created(), r.answer());
        };
    }
}
