package notso.app.engine;

import notso.inference.CancelSignal;
import notso.inference.ModelOptions;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One background thread with one model on it, which does tasks one after the other.
 *
 * <p>The methods return at once, except {@link #close()}, and may be called from any one thread. A
 * task that is handed in while a model loads waits for it.
 */
public final class EngineThread implements AutoCloseable {

    private static final long CLOSE_MILLIS = 1500;

    private final ScheduledExecutorService thread;
    private final ModelSlot slot;

    private CancelSignal loading = new CancelSignal();
    private Optional<Job> idle = Optional.empty();
    private Optional<ScheduledFuture<?>> idleStart = Optional.empty();

    /** A task until it is done; whoever takes it says how it ended. */
    private static final class Job implements Work {
        private final ModelTask task;
        private final CancelSignal cancel = new CancelSignal();
        private final AtomicBoolean taken = new AtomicBoolean();

        Job(ModelTask task) {
            this.task = task;
        }

        boolean take() {
            return taken.compareAndSet(false, true);
        }

        @Override
        public void cancel() {
            cancel.cancel();
            if (take()) {
                task.dropped();
            }
        }
    }

    /** A task that was handed in. */
    @FunctionalInterface
    public interface Work {

        /** Ends it early: at once if it still waits, else when the engine obeys. */
        void cancel();
    }

    /**
     * @param options how to load a file; asked at each load
     * @param events told on the engine thread, or on one of the engine's own
     */
    public EngineThread(
            EngineSource engines,
            Function<Path, ModelOptions> options,
            Consumer<EngineEvent> events) {
        ScheduledThreadPoolExecutor executor =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().name("inference").daemon().factory());
        executor.setRemoveOnCancelPolicy(true);
        this.thread = executor;
        this.slot = new ModelSlot(engines, options, events);
    }

    /**
     * Loads a model in place of the one that is there.
     *
     * @param choice asked on the engine thread, so it may look at the disk
     */
    public void open(Supplier<ModelChoice> choice) {
        cancelIdle();
        cancelLoading();
        if (thread.isShutdown()) {
            return;
        }
        CancelSignal cancel = new CancelSignal();
        loading = cancel;
        thread.execute(() -> slot.open(choice, cancel));
    }

    /** Ends the loading that is going on, if there is one. */
    public void cancelLoading() {
        loading.cancel();
    }

    /** Does this after what was handed in before; what was done in idle time ends at once. */
    public Work submit(ModelTask task) {
        cancelIdle();
        Job job = new Job(task);
        int loads = slot.loads();
        if (thread.isShutdown()) {
            job.cancel();
        } else {
            thread.execute(
                    () -> {
                        if (job.take()) {
                            slot.run(task, loads, job.cancel);
                        }
                    });
        }
        return job;
    }

    /**
     * Does this when nothing else was handed in for a while, if a model is there. Another call
     * takes the place of one that still waits or runs.
     */
    public void submitIdle(ModelTask task, long delayMillis) {
        cancelIdle();
        if (thread.isShutdown()) {
            return;
        }
        Job job = new Job(task);
        idle = Optional.of(job);
        Runnable start =
                () -> {
                    if (job.take()) {
                        slot.runIfLoaded(task, job.cancel);
                    }
                };
        idleStart = Optional.of(thread.schedule(start, delayMillis, TimeUnit.MILLISECONDS));
    }

    /** Ends at once what is done in idle time. */
    public void cancelIdle() {
        idleStart.ifPresent(waiting -> waiting.cancel(false));
        idle.ifPresent(Job::cancel);
        idleStart = Optional.empty();
        idle = Optional.empty();
    }

    /** Waits a moment for the engine to end. Whoever handed tasks in has cancelled them. */
    @Override
    public void close() {
        if (thread.isShutdown()) {
            return;
        }
        cancelIdle();
        cancelLoading();
        thread.execute(slot::close);
        thread.shutdown();
        try {
            // An engine that takes longer ends with this process.
            boolean _ = thread.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
