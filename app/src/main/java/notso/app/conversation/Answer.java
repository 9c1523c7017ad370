package notso.app.conversation;

import notso.inference.FinishReason;
import notso.inference.GenerationStatistics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of an answer. Immutable: each {@code with} method returns a changed copy.
 *
 * @param reasoning what the model thought aloud beforehand, empty if it did not
 * @param text the answer itself, byte for byte as the model wrote it
 * @param tools the tools that it asked for, in order
 * @param runs the generations that it is made of: one, and one more each time it was continued
 * @param end how it ended; empty while it goes on
 */
public record Answer(
        String reasoning, String text, List<ToolUse> tools, List<Run> runs, Optional<End> end) {

    /** Nothing yet. */
    public static final Answer EMPTY = new Answer("", "", List.of(), List.of(), Optional.empty());

    /** How an answer ended. */
    public sealed interface End {

        /** As a generation should. */
        record Finished(FinishReason reason) implements End {}

        /** The engine failed; what had come stayed. */
        record Failed(String sentence) implements End {}

        /** The application ended while the answer went on. */
        record Interrupted() implements End {}
    }

    /**
     * A tool that was asked for.
     *
     * @param call what stood between the tags
     * @param isPython true for code, false for a JSON object
     * @param result what the tool answered, empty if it was not run
     */
    public record ToolUse(String call, boolean isPython, Optional<String> result) {}

    /**
     * One generation.
     *
     * @param recipe all that it was made from
     * @param outcome its counts and times; empty while it goes on and ever if it broke off
     */
    public record Run(Recipe recipe, Optional<Outcome> outcome) {}

    /**
     * What a generation took.
     *
     * @param thinkingTime spent within think blocks, zero if there was none
     */
    public record Outcome(
            FinishReason reason, GenerationStatistics statistics, Duration thinkingTime) {}

    public Answer {
        tools = List.copyOf(tools);
        runs = List.copyOf(runs);
    }

    /** True if there is nothing to read. */
    public boolean isBlank() {
        return text.isBlank() && reasoning.isBlank() && tools.isEmpty();
    }

    /** Whether asking for more of it makes sense: it stopped before it was done. */
    public boolean canGoOn() {
        return end.map(
                        reason ->
                                switch (reason) {
                                    case End.Finished(FinishReason why) ->
                                            why != FinishReason.END_OF_TURN
                                                    && why != FinishReason.STOP_TEXT;
                                    case End.Failed _, End.Interrupted _ -> true;
                                })
                .orElse(false);
    }

    /** The counts and times of the latest generation that came to its end. */
    public Optional<Outcome> latestOutcome() {
        return runs.reversed().stream().flatMap(run -> run.outcome().stream()).findFirst();
    }

    public Answer grown(String moreReasoning, String moreText) {
        return new Answer(reasoning + moreReasoning, text + moreText, tools, runs, end);
    }

    public Answer with(ToolUse use) {
        return new Answer(reasoning, text, plus(tools, use), runs, end);
    }

    /** Goes on with one more generation. */
    public Answer with(Recipe recipe) {
        Run run = new Run(recipe, Optional.empty());
        return new Answer(reasoning, text, tools, plus(runs, run), Optional.empty());
    }

    /** The latest generation came to its end; without one, nothing happens. */
    public Answer with(Outcome outcome) {
        if (runs.isEmpty()) {
            return this;
        }
        List<Run> changed = new ArrayList<>(runs);
        changed.set(runs.size() - 1, new Run(runs.getLast().recipe(), Optional.of(outcome)));
        return new Answer(reasoning, text, tools, changed, end);
    }

    public Answer with(End value) {
        return new Answer(reasoning, text, tools, runs, Optional.of(value));
    }

    private static <T> List<T> plus(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }
}
