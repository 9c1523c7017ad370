package notso.inference.jllama;

import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.GenerationEvent;
import notso.inference.GenerationRequest;
import notso.inference.LoadedModel;
import notso.inference.ModelInfo;
import notso.inference.Problem;
import notso.inference.Prompt;

import java.util.Set;
import java.util.function.Consumer;

/** A model in the wrapper's server, and what its one slot has in the KV cache. */
final class JllamaModel implements LoadedModel {

    private final ModelInfo info;
    private final PromptEncoder encoder;
    private final Set<Integer> endOfTurn;
    private final NativeRunner runner;
    private final CachedTokens cached = new CachedTokens();
    private boolean closed;

    /** Takes over the runner. */
    JllamaModel(
            ModelInfo info, PromptEncoder encoder, Set<Integer> endOfTurn, NativeRunner runner) {
        this.info = info;
        this.encoder = encoder;
        this.endOfTurn = endOfTurn;
        this.runner = runner;
    }

    @Override
    public ModelInfo info() {
        return info;
    }

    @Override
    public int[] tokenize(Prompt prompt) {
        requireOpen();
        return encoder.encode(prompt);
    }

    @Override
    public GenerationEvent.Finished generate(
            GenerationRequest request, Consumer<GenerationEvent> events, CancelSignal cancel) {
        requireOpen();
        int[] prompt = encoder.encode(request.prompt());
        if (prompt.length == 0) {
            throw new EngineException(
                    new Problem.InvalidValue("prompt", "", "at least one token long"));
        }
        if (prompt.length >= info.contextLength()) {
            throw new EngineException(
                    new Problem.PromptTooLong(prompt.length, info.contextLength()));
        }
        RequestParameters parameters = new RequestParameters(request, endOfTurn);
        try {
            return new Answering(runner, encoder, cached, parameters, events, cancel)
                    .run(prompt, info.contextLength() - prompt.length);
        } catch (RuntimeException e) {
            cached.clear();
            throw e;
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new EngineException(
                    new Problem.EngineFailed(JllamaEngine.ID, "the model is closed"));
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            runner.close();
        }
    }
}
