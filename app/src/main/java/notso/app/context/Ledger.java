package notso.app.context;

import notso.app.conversation.MessageId;

import java.util.Map;

/**
 * What fills the context, in tokens. Counted message by message, so the whole may be a few tokens
 * off what the engine reads.
 *
 * @param context what there is in all
 * @param system the template's own words and the custom instructions
 * @param history turns that the model sees, without their reasoning
 * @param reasoning the reasoning of those turns, as far as the model is shown it
 * @param dropped turns that it does not see any more
 * @param draft what is being typed
 * @param reread for each question that is shown: what would have to be read if it were edited and
 *     sent again as it is
 */
public record Ledger(
        int context,
        int system,
        int history,
        int reasoning,
        int dropped,
        int draft,
        Map<MessageId, Integer> reread) {

    public Ledger {
        reread = Map.copyOf(reread);
    }

    /** What the next prompt would take. */
    public int used() {
        return system + history + reasoning + draft;
    }

    public int free() {
        return Math.max(0, context - used());
    }
}
