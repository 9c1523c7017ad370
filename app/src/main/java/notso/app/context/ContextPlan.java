package notso.app.context;

import notso.app.conversation.MessageId;
import notso.inference.Prompt;

import java.util.Optional;

/**
 * A prompt that fits.
 *
 * @param firstKept the first message in it; empty if all are
 * @param promptTokens its length
 * @param canCutMore whether older turns could still make room for a longer answer
 */
public record ContextPlan(
        Prompt prompt, Optional<MessageId> firstKept, int promptTokens, boolean canCutMore) {}
