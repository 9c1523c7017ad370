package notso.inference.scripted;

import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.GenerationEvent;
import notso.inference.GenerationRequest;
import notso.inference.Problem;
import notso.inference.Prompt;

import java.util.List;
import java.util.function.Consumer;

/**
 * A text told word for word, with the events of a generation. Nothing in it is a special token: a
 * {@code <think>} of the text is seven characters.
 *
 * @param tokensPerSecond 0 for as fast as possible
 */
public record Recital(String text, double tokensPerSecond) {

    /** The fastest rate; beyond it there is nothing to keep. */
    public static final double FASTEST = 100_000;

    /**
     * @throws EngineException with {@link Problem.InvalidValue} for a rate out of range
     */
    public Recital {
        if (!(tokensPerSecond >= 0 && tokensPerSecond <= FASTEST)) {
            throw new EngineException(
                    new Problem.InvalidValue(
                            "token rate",
                            String.valueOf(tokensPerSecond),
                            "between 0 and %.0f tokens a second".formatted(FASTEST)));
        }
    }

    /**
     * Tells the text to its end or until cancelled. Blocks; there is no prompt, and no limit.
     *
     * @param events told of each token in order, on this thread; the last event is returned too
     */
    public GenerationEvent.Finished tell(Consumer<GenerationEvent> events, CancelSignal cancel) {
        GenerationRequest request = GenerationRequest.of(new Prompt(List.of()));
        Telling telling = new Telling(request, events, Integer.MAX_VALUE);
        try (Pace pace = new Pace(tokensPerSecond, cancel)) {
            return telling.tell(WordTokenizer.plain(text), pace);
        }
    }
}
