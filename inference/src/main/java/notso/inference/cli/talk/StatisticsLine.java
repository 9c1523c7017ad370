package notso.inference.cli.talk;

import notso.inference.FinishReason;
import notso.inference.GenerationEvent.Finished;
import notso.inference.GenerationStatistics;

import java.util.Locale;

/** The counts and speeds of an answer, for a person. */
public final class StatisticsLine {

    private StatisticsLine() {}

    public static String of(Finished finished) {
        GenerationStatistics statistics = finished.statistics();
        return String.format(
                Locale.ROOT,
                "[%s · %.1f tokens/s · first after %.2f s%s%s]",
                statistics.generatedTokens() == 1
                        ? "1 token"
                        : statistics.generatedTokens() + " tokens",
                statistics.tokensPerSecond(),
                statistics.timeToFirstToken().toNanos() / 1e9,
                prompt(statistics),
                ending(finished.reason()));
    }

    private static String prompt(GenerationStatistics statistics) {
        return statistics.promptTokens() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        " · prompt %d tokens, %d read at %.0f/s",
                        statistics.promptTokens(),
                        statistics.evaluatedTokens(),
                        statistics.promptTokensPerSecond());
    }

    private static String ending(FinishReason reason) {
        return switch (reason) {
            case END_OF_TURN, STOP_TEXT -> "";
            case LENGTH -> " · cut at the limit";
            case CONTEXT_FULL -> " · the context is full";
            case CANCELLED -> " · stopped";
        };
    }
}
