package notso.inference.cli.chat;

import notso.inference.GenerationEvent.Finished;
import notso.inference.GenerationStatistics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds up the counts and times of all answers since the program started. */
final class RunCounts {

    private int answers;
    private long readTokens;
    private long reusedTokens;
    private long generatedTokens;
    private long pacedTokens;
    private Duration promptTime = Duration.ZERO;
    private Duration generationTime = Duration.ZERO;
    private int contextTokens;
    private final List<Duration> firstTokens = new ArrayList<>();

    Finished add(Finished finished) {
        GenerationStatistics statistics = finished.statistics();
        answers++;
        readTokens += statistics.evaluatedTokens();
        reusedTokens += statistics.reusedTokens();
        generatedTokens += statistics.generatedTokens();
        pacedTokens += Math.max(0, statistics.generatedTokens() - 1);
        promptTime = promptTime.plus(statistics.promptTime());
        generationTime = generationTime.plus(statistics.generationTime());
        contextTokens = statistics.promptTokens() + statistics.generatedTokens();
        if (statistics.generatedTokens() > 0) {
            firstTokens.add(statistics.timeToFirstToken());
        }
        return finished;
    }

    /** What the context held has gone. */
    void forgetContext() {
        contextTokens = 0;
    }

    int answers() {
        return answers;
    }

    /** Prompt tokens that had to be read. */
    long readTokens() {
        return readTokens;
    }

    /** Prompt tokens that were still in the KV cache. */
    long reusedTokens() {
        return reusedTokens;
    }

    long generatedTokens() {
        return generatedTokens;
    }

    /** Prompt tokens read a second, 0 before the first. */
    double readingSpeed() {
        return perSecond(readTokens, promptTime);
    }

    /** Tokens generated a second, 0 before the second; the first ones come with their prompts. */
    double generationSpeed() {
        return perSecond(pacedTokens, generationTime);
    }

    /** Tokens of the latest prompt and answer. */
    int contextTokens() {
        return contextTokens;
    }

    Optional<Duration> medianToFirstToken() {
        return firstTokens.isEmpty()
                ? Optional.empty()
                : Optional.of(firstTokens.stream().sorted().toList().get(firstTokens.size() / 2));
    }

    private static double perSecond(long tokens, Duration time) {
        return time.isZero() ? 0 : tokens * 1e9 / time.toNanos();
    }
}
