package notso.app.answer;

import notso.inference.CancelSignal;
import notso.inference.FinishReason;
import notso.inference.GenerationStatistics;
import notso.inference.stream.AnswerEvent;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Opens models and answers questions, one after the other, on a thread of its own.
 *
 * <p>The methods return at once, except {@link #close()}, and are called from one thread. What
 * comes of them arrives as events on the background thread or on the engine's own. A question that
 * is asked while a model loads waits for it.
 */
public final class AnswerService implements AutoCloseable {

    private static final long CLOSE_MILLIS = 1500;

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("inference").daemon().factory());
    private final Consumer<ServiceEvent> events;
    private final EngineSession session;

    private CancelSignal loading = new CancelSignal();
    private Optional<Open> open = Optional.empty();

    /** A question until it is answered; whoever takes it says how it ended. */
    private record Open(CancelSignal cancel, AtomicBoolean taken) {
        boolean take() {
            return taken.compareAndSet(false, true);
        }
    }

    public AnswerService(EngineSource engines, PromptMaker prompts, Consumer<ServiceEvent> events) {
        this.events = events;
        this.session = new EngineSession(engines, prompts, events);
    }

    /**
     * Loads a model in place of the one that is there, and stops what is going on.
     *
     * @param choice asked on the background thread, so it may look at the disk
     */
    public void open(Supplier<ModelChoice> choice) {
        stop();
        cancelLoading();
        CancelSignal cancel = new CancelSignal();
        loading = cancel;
        thread.execute(() -> session.open(choice.get(), cancel));
    }

    /** Ends the loading that is going on, if there is one. */
    public void cancelLoading() {
        loading.cancel();
    }

    /** Answers this; only one question may be open. */
    public void ask(AnswerRequest request) {
        Open asked = new Open(new CancelSignal(), new AtomicBoolean());
        open = Optional.of(asked);
        int loads = session.loads();
        thread.execute(
                () -> {
                    if (asked.take()) {
                        session.answer(request, loads, asked.cancel());
                    }
                });
    }

    /** Ends the open question early: at once if it still waits, else when the engine obeys. */
    public void stop() {
        open.ifPresent(
                asked -> {
                    asked.cancel().cancel();
                    if (asked.take()) {
                        events.accept(new ServiceEvent.Answering(unanswered()));
                    }
                });
        open = Optional.empty();
    }

    private static AnswerEvent.Finished unanswered() {
        return new AnswerEvent.Finished(
                FinishReason.CANCELLED,
                new GenerationStatistics(0, 0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                Duration.ZERO);
    }

    /** Stops everything and waits a moment for the engine to end. */
    @Override
    public void close() {
        if (thread.isShutdown()) {
            return;
        }
        stop();
        cancelLoading();
        thread.execute(session::close);
        thread.shutdown();
        try {
            // An engine that takes longer ends with this process.
            boolean _ = thread.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
