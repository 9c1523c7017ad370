package notso.inference;

import java.util.List;

/**
 * One generation.
 *
 * @param prompt what to continue
 * @param sampling how to choose tokens
 * @param maxTokens most tokens to generate; {@link #UNTIL_CONTEXT_IS_FULL} sets no limit
 * @param stop texts that end the answer and are not part of it
 * @param endsTurns false goes on through end-of-turn tokens, for measurements
 */
public record GenerationRequest(
        Prompt prompt, Sampling sampling, int maxTokens, List<String> stop, boolean endsTurns) {

    /** No limit but the context. */
    public static final int UNTIL_CONTEXT_IS_FULL = Integer.MAX_VALUE;

    private static final int MOST_STOPS = 64;

    /**
     * @throws EngineException with {@link Problem.InvalidValue} for a value out of range
     */
    public GenerationRequest {
        Checks.between("maximum tokens", maxTokens, 1, UNTIL_CONTEXT_IS_FULL);
        Checks.between("number of stop texts", stop.size(), 0, MOST_STOPS);
        stop = stop.stream().filter(text -> !text.isEmpty()).toList();
    }

    /** Default sampling, no limit but the context, no stop text. */
    public static GenerationRequest of(Prompt prompt) {
        return new GenerationRequest(
                prompt, Sampling.DEFAULT, UNTIL_CONTEXT_IS_FULL, List.of(), true);
    }

    public GenerationRequest withSampling(Sampling value) {
        return new GenerationRequest(prompt, value, maxTokens, stop, endsTurns);
    }

    public GenerationRequest withMaxTokens(int value) {
        return new GenerationRequest(prompt, sampling, value, stop, endsTurns);
    }

    public GenerationRequest withStop(List<String> value) {
        return new GenerationRequest(prompt, sampling, maxTokens, value, endsTurns);
    }

    public GenerationRequest withEndsTurns(boolean value) {
        return new GenerationRequest(prompt, sampling, maxTokens, stop, value);
    }
}
