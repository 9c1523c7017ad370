package notso.app.engine;

import notso.inference.CancelSignal;
import notso.inference.Problem;

/**
 * Something that needs a model. Exactly one of three things happens: {@link #run} returns, {@link
 * #failed} is called, or {@link #dropped} is.
 */
public interface ModelTask {

    /**
     * Does it; on the engine thread, blocking. Called once more, with another process of the
     * engine, if the engine turns out to be dead before {@link #hasBegun()}.
     *
     * @throws notso.inference.EngineException which then goes to {@link #failed}
     */
    void run(RunningModel running, CancelSignal cancel);

    /** Whether anything has come of it, so that it cannot be done once more. */
    boolean hasBegun();

    /** It could not be done, or not to its end; on the engine thread. */
    void failed(Problem problem);

    /** It was cancelled before it was begun; on the thread that cancelled it. */
    void dropped();
}
