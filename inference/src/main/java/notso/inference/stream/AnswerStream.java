package notso.inference.stream;

import notso.inference.GenerationEvent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Turns the events of one generation into what a reader sees: split, and in batches.
 *
 * <p>Hand it to {@link notso.inference.LoadedModel#generate} as the consumer of events. Its own
 * events come one at a time and in order, on the thread that generates or on the timer's. Should
 * the generation fail, {@link #breakOff()} gives what was held back until then.
 */
public final class AnswerStream implements Consumer<GenerationEvent> {

    /** Runs a task once, later, on a thread of its own. */
    @FunctionalInterface
    public interface Timer {
        /** The timer of the Java runtime. */
        Timer SYSTEM =
                (delay, task) ->
                        CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS)
                                .execute(task);

        void runAfter(Duration delay, Runnable task);
    }

    private final AnswerSplitter splitter;
    private final PartBatcher batcher = new PartBatcher();
    private final Consumer<AnswerEvent> events;
    private final LongSupplier nanoTime;
    private final Timer timer;

    private boolean timerRuns;
    private boolean wasThinking;
    private long thinkingSince;
    private Duration thinkingTime = Duration.ZERO;

    /** With the system's clock and timer. */
    public AnswerStream(AnswerFormat format, Consumer<AnswerEvent> events) {
        this(format, events, System::nanoTime, Timer.SYSTEM);
    }

    /**
     * @param nanoTime a clock in nanoseconds, of any origin
     * @param timer lets text out while no token comes
     */
    public AnswerStream(
            AnswerFormat format, Consumer<AnswerEvent> events, LongSupplier nanoTime, Timer timer) {
        this.splitter = new AnswerSplitter(format);
        this.events = events;
        this.nanoTime = nanoTime;
        this.timer = timer;
    }

    @Override
    public synchronized void accept(GenerationEvent event) {
        switch (event) {
            case GenerationEvent.PromptProgress(int evaluated, int total, int reused) ->
                    events.accept(new AnswerEvent.Progress(evaluated, total, reused));
            case GenerationEvent.Token(_, String text, boolean special) -> token(text, special);
            case GenerationEvent.Finished(var reason, var statistics) -> {
                breakOff();
                events.accept(new AnswerEvent.Finished(reason, statistics, thinkingTime));
            }
        }
    }

    /** Gives everything that is still held back, without an end. */
    public synchronized void breakOff() {
        long now = nanoTime.getAsLong();
        if (wasThinking) {
            thinkingTime = thinkingTime.plusNanos(now - thinkingSince);
            wasThinking = false;
        }
        splitter.finish().forEach(part -> send(batcher.accept(part, now)));
        send(batcher.finish(now));
    }

    private void token(String text, boolean special) {
        long now = nanoTime.getAsLong();
        if (!wasThinking && splitter.isThinking()) {
            // The prompt opened the block: thinking begins with the first token.
            startThinking(now);
        }
        List<AnswerPart> parts = splitter.accept(text, special);
        if (wasThinking && !splitter.isThinking()) {
            thinkingTime = thinkingTime.plusNanos(now - thinkingSince);
            wasThinking = false;
        } else if (!wasThinking && splitter.isThinking()) {
            startThinking(now);
        }
        parts.forEach(part -> send(batcher.accept(part, now)));
        startTimer(now);
    }

    private void startThinking(long now) {
        thinkingSince = now;
        wasThinking = true;
    }

    private void startTimer(long now) {
        if (timerRuns) {
            return;
        }
        batcher.untilDue(now)
                .ifPresent(
                        wait -> {
                            timerRuns = true;
                            timer.runAfter(wait, this::onTimer);
                        });
    }

    private synchronized void onTimer() {
        timerRuns = false;
        long now = nanoTime.getAsLong();
        send(batcher.flushIfDue(now));
        startTimer(now);
    }

    private void send(List<AnswerPart> parts) {
        for (AnswerPart part : parts) {
            events.accept(
                    switch (part) {
                        case AnswerPart.Thinking(String text) -> new AnswerEvent.Thinking(text);
                        case AnswerPart.Answer(String text) -> new AnswerEvent.Answer(text);
                        case AnswerPart.ToolCall call -> new AnswerEvent.ToolCall(call);
                    });
        }
    }
}
