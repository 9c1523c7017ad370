package notso.inference;

import java.util.List;

/**
 * A way to run a language model on this machine: llama.cpp, its portable wrapper, or a script.
 *
 * <p>An engine holds at most one {@link LoadedModel} at a time. All methods block and may be called
 * from any one thread at a time; none may be called on a user-interface thread.
 */
public interface Engine extends AutoCloseable {

    /** What this engine is and what it can do; answers at once. */
    EngineInfo info();

    /** The compute devices that this engine can use, processors included. */
    List<Device> devices();

    /**
     * Opens a model file and makes it ready to generate.
     *
     * @param progress told of each step, on the calling thread or on one of the engine's own
     * @param cancel ends loading early with {@link Problem.Cancelled}
     * @throws EngineException if the file, the machine or the options do not allow it
     */
    LoadedModel load(ModelOptions options, LoadProgress.Listener progress, CancelSignal cancel);

    /** Gives back everything, a loaded model included. Closing twice does no harm. */
    @Override
    void close();
}
