package notso.app.conversation.foreign;

import notso.app.conversation.Answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One node of another program's tree.
 *
 * @param parent the id of the node before
 * @param parts empty for a node that only links others
 * @param end how it ended, of a model's turn
 */
record ForeignTurn(
        String id,
        Optional<String> parent,
        Speaker speaker,
        Optional<Instant> created,
        List<Part> parts,
        Optional<Answer.End> end) {

    enum Speaker {
        PERSON,
        /** The model, and the tools that it used. */
        MODEL
    }

    ForeignTurn {
        parts = List.copyOf(parts);
    }

    /** Whether there is anything to show. */
    boolean isSaid() {
        return !parts.isEmpty() || end.isPresent();
    }
}
