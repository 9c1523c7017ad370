package notso.inference.host;

import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.GenerationEvent;
import notso.inference.GenerationRequest;
import notso.inference.LoadProgress;
import notso.inference.LoadedModel;
import notso.inference.ModelInfo;
import notso.inference.ModelOptions;
import notso.inference.Problem;
import notso.inference.Prompt;

import java.util.function.Consumer;

/**
 * A model that comes back: the call during which its process dies fails, and the next one loads the
 * model with the same options again, in a new process, before it goes on.
 */
public final class RestartingModel implements LoadedModel {

    private final HostedEngine engine;
    private final ModelOptions options;
    private final LoadProgress.Listener progress;
    private volatile HostedModel model;
    private volatile boolean closed;

    /**
     * Loads the model for the first time.
     *
     * @param engine belongs to the caller, who closes it after this
     * @param progress told of every load, also of later ones
     * @throws EngineException as {@link HostedEngine#load} does
     */
    public RestartingModel(
            HostedEngine engine,
            ModelOptions options,
            LoadProgress.Listener progress,
            CancelSignal cancel) {
        this.engine = engine;
        this.options = options;
        this.progress = progress;
        this.model = engine.load(options, progress, cancel);
    }

    @Override
    public ModelInfo info() {
        return model.info();
    }

    /** False while the next call has to load the model anew. */
    public boolean isRunning() {
        return model.isOpen();
    }

    /** The process that holds the model, to look at its memory. */
    public ProcessHandle process() {
        return model.process();
    }

    @Override
    public int[] tokenize(Prompt prompt) {
        return running(new CancelSignal()).tokenize(prompt);
    }

    /**
     * @throws EngineException with {@link Problem.Cancelled} if cancelled while loading anew
     */
    @Override
    public GenerationEvent.Finished generate(
            GenerationRequest request, Consumer<GenerationEvent> events, CancelSignal cancel) {
        return running(cancel).generate(request, events, cancel);
    }

    @Override
    public void close() {
        closed = true;
        model.close();
    }

    private HostedModel running(CancelSignal cancel) {
        if (!closed && !model.isOpen()) {
            model = engine.load(options, progress, cancel);
            if (closed) {
                model.close();
            }
        }
        return model;
    }
}
