package notso.inference;

import java.time.Duration;

/**
 * Counts and times of one generation.
 *
 * @param promptTokens tokens of the prompt
 * @param reusedTokens how many of them were still in the KV cache
 * @param generatedTokens tokens sampled, the one that ended the turn not counted
 * @param promptTime time spent reading the prompt
 * @param generationTime time from the first sampled token to the last
 * @param timeToFirstToken time from the request to the first sampled token; zero if there was none
 */
public record GenerationStatistics(
        int promptTokens,
        int reusedTokens,
        int generatedTokens,
        Duration promptTime,
        Duration generationTime,
        Duration timeToFirstToken) {

    /** Prompt tokens that had to be read. */
    public int evaluatedTokens() {
        return promptTokens - reusedTokens;
    }

    /** Prompt tokens read a second; 0 where nothing was read. */
    public double promptTokensPerSecond() {
        return perSecond(evaluatedTokens(), promptTime);
    }

    /**
     * Tokens generated a second; 0 below two tokens. The first token comes with the prompt, so the
     * rate counts the others.
     */
    public double tokensPerSecond() {
        return perSecond(Math.max(0, generatedTokens - 1), generationTime);
    }

    private static double perSecond(int tokens, Duration time) {
        return time.isZero() ? 0 : tokens * 1e9 / time.toNanos();
    }
}
