package notso.app.conversation.foreign;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** What has been read of another program's conversation. Filled by one reader, then built from. */
public final class ForeignConversation {

    private final SequencedMap<String, ForeignTurn> turns = new LinkedHashMap<>();
    private final Set<String> instructions = new LinkedHashSet<>();
    private final Losses losses;

    private int instructionsLength;
    private String title = "";
    private Optional<Instant> created = Optional.empty();
    private Optional<Instant> updated = Optional.empty();
    private Optional<String> shown = Optional.empty();
    private boolean pinned;

    public ForeignConversation(Losses losses) {
        this.losses = losses;
    }

    void add(ForeignTurn turn) {
        if (isFull()) {
            losses.add(Loss.TOO_MANY);
        } else if (turns.putIfAbsent(turn.id(), turn) != null) {
            losses.add(Loss.DUPLICATE);
        }
    }

    /** All messages so far are said again, and better. */
    public void forgetTurns() {
        turns.clear();
    }

    /** Whether no more messages fit. */
    public boolean isFull() {
        return turns.size() == Limits.MOST_MESSAGES;
    }

    /** A system message; what was said before counts once. */
    void instruct(String text) {
        if (text.isBlank() || instructions.contains(text)) {
            return;
        }
        if (instructionsLength + text.length() > Limits.LONGEST_INSTRUCTIONS) {
            losses.add(Loss.TOO_LONG);
            return;
        }
        instructionsLength += text.length();
        instructions.add(text);
    }

    Optional<String> systemPrompt() {
        return instructions.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join("\n\n", instructions));
    }

    Map<String, ForeignTurn> turns() {
        return turns;
    }

    Losses losses() {
        return losses;
    }

    /** What is written of it beside its messages. */
    public void describe(
            String called, Optional<Instant> begun, Optional<Instant> changed, boolean isPinned) {
        title = called;
        created = begun;
        updated = changed;
        pinned = isPinned;
    }

    /** The last node of the shown path. */
    public void show(String id) {
        shown = Optional.of(id);
    }

    String title() {
        return title;
    }

    Optional<Instant> created() {
        return created;
    }

    Optional<Instant> updated() {
        return updated;
    }

    Optional<String> shown() {
        return shown;
    }

    boolean isPinned() {
        return pinned;
    }
}
