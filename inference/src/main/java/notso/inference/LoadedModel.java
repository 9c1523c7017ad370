package notso.inference;

import java.util.function.Consumer;

/**
 * A model that is ready to generate, with one context and one KV cache.
 *
 * <p>One call at a time; calls block. The cache survives from one generation to the next, so a
 * prompt that begins like the previous one is not read again.
 */
public interface LoadedModel extends AutoCloseable {

    /** What was loaded, and how. */
    ModelInfo info();

    /** The token ids that the prompt becomes, exactly as {@link #generate} would feed them. */
    int[] tokenize(Prompt prompt);

    /**
     * Generates until the model ends its turn, a limit is met or {@code cancel} is called.
     *
     * @param events told of each event in order, on the calling thread; the last one is the {@link
     *     GenerationEvent.Finished} that is also returned
     * @throws EngineException if the request is invalid, the prompt does not fit the context or the
     *     engine fails; being stopped is not a failure but a {@link FinishReason}
     */
    GenerationEvent.Finished generate(
            GenerationRequest request, Consumer<GenerationEvent> events, CancelSignal cancel);

    /** Frees the model and its cache. Closing twice does no harm. */
    @Override
    void close();
}
