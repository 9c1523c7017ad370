package notso.inference.smollm3;

import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.LoadProgress;
import notso.inference.Problem;

/** Counts the bytes that are done, tells how far the work has come, and ends it when asked to. */
final class WorkMeter {

    /** Steps of progress that are told apart. */
    private static final int STEPS = 200;

    private final long total;
    private final LoadProgress.Listener progress;
    private final CancelSignal cancel;
    private long done;
    private long told = -1;

    WorkMeter(long total, LoadProgress.Listener progress, CancelSignal cancel) {
        this.total = Math.max(1, total);
        this.progress = progress;
        this.cancel = cancel;
    }

    /**
     * @throws EngineException with {@link Problem.Cancelled}
     */
    void add(long bytes) {
        if (cancel.isCancelled()) {
            throw new EngineException(new Problem.Cancelled());
        }
        done = Math.min(total, done + bytes);
        long step = done * STEPS / total;
        if (step != told) {
            told = step;
            progress.progress(new LoadProgress(LoadProgress.Phase.ADAPTING, (double) done / total));
        }
    }
}
