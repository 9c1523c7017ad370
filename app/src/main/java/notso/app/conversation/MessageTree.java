package notso.app.conversation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Turns, each behind another one. Where several follow the same turn, one of them is shown. For one
 * thread.
 */
final class MessageTree {

    private final Map<MessageId, Message> messages;
    private final Map<Optional<MessageId>, List<MessageId>> followers = new HashMap<>();
    private final Map<Optional<MessageId>, MessageId> shown;

    MessageTree() {
        messages = new LinkedHashMap<>();
        shown = new HashMap<>();
    }

    MessageTree(MessageTree other) {
        messages = new LinkedHashMap<>(other.messages);
        shown = new HashMap<>(other.shown);
        other.followers.forEach((turn, list) -> followers.put(turn, new ArrayList<>(list)));
    }

    /** In the order in which they were added; read-only, changes with the tree. */
    Collection<Message> messages() {
        return Collections.unmodifiableCollection(messages.values());
    }

    Optional<Message> message(MessageId id) {
        return Optional.ofNullable(messages.get(id));
    }

    /** Adds a turn and shows it; ignores one whose id is there or whose parent is not. */
    void add(Message message) {
        boolean hasPlace = message.parent().map(messages::containsKey).orElse(true);
        if (!hasPlace || messages.containsKey(message.id())) {
            return;
        }
        messages.put(message.id(), message);
        followers.computeIfAbsent(message.parent(), _ -> new ArrayList<>()).add(message.id());
        shown.put(message.parent(), message.id());
    }

    /** Puts another answer in the place of a reply's; ignores what is no reply. */
    void answer(MessageId id, UnaryOperator<Answer> change) {
        if (messages.get(id) instanceof Message.Reply reply) {
            messages.put(id, reply.withAnswer(change.apply(reply.answer())));
        }
    }

    void show(MessageId id) {
        message(id).ifPresent(message -> shown.put(message.parent(), id));
    }

    /** The turns that follow the same one as this does, itself among them, oldest first. */
    List<MessageId> siblings(MessageId id) {
        return message(id)
                .map(message -> List.copyOf(followers.get(message.parent())))
                .orElse(List.of());
    }

    /** The turns that are shown, from the first to the last. */
    List<Message> path() {
        List<Message> path = new ArrayList<>();
        MessageId next = shown.get(Optional.<MessageId>empty());
        while (next != null) {
            path.add(messages.get(next));
            next = shown.get(Optional.of(next));
        }
        return path;
    }

    /** The turns up to and including this one, from the first. */
    List<Message> pathTo(MessageId id) {
        List<Message> path = new ArrayList<>();
        Optional<Message> turn = message(id);
        while (turn.isPresent()) {
            path.add(turn.get());
            turn = turn.get().parent().flatMap(this::message);
        }
        Collections.reverse(path);
        return path;
    }

    /** The turns that are shown although a later one follows the same turn. */
    List<MessageId> shownAgainstOrder() {
        return followers.entrySet().stream()
                .filter(fork -> !fork.getValue().getLast().equals(shown.get(fork.getKey())))
                .map(fork -> shown.get(fork.getKey()))
                .sorted()
                .toList();
    }
}
