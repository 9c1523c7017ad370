package notso.app.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.app.answer.ServiceEvent;
import notso.app.conversation.Answer;
import notso.app.conversation.Change;
import notso.app.conversation.Draft;
import notso.app.conversation.Entry;
import notso.app.conversation.MessageId;
import notso.app.conversation.Queued;
import notso.app.conversation.SessionId;
import notso.app.engine.EngineEvent;
import notso.app.engine.ModelChoice;
import notso.inference.EngineInfo;
import notso.inference.FinishReason;
import notso.inference.GenerationStatistics;
import notso.inference.LoadProgress;
import notso.inference.ModelInfo;
import notso.inference.Problem;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

class MetricsTest {

    private static final MessageId REPLY = new MessageId(2);
    private static final ModelChoice MODEL = new ModelChoice.File(Path.of("m.gguf"));

    private final AtomicLong clock = new AtomicLong(7);
    private final Metrics metrics = new Metrics(clock::get);

    @Test
    void atFirstNothingWasCounted() {
        MetricsSnapshot now = metrics.snapshot();
        assertEquals(0, now.finished() + now.stopped() + now.failed());
        assertEquals(Spread.NONE, now.firstToken());
        assertTrue(now.heapBytes() > 1 << 20, "heap: " + now.heapBytes());
    }

    @Test
    void answersAreCountedByTheirEnd() {
        ended(new Answer.End.Finished(FinishReason.END_OF_TURN));
        ended(new Answer.End.Finished(FinishReason.LENGTH));
        ended(new Answer.End.Finished(FinishReason.CANCELLED));
        ended(new Answer.End.Failed("It broke."));
        ended(new Answer.End.Interrupted());
        MetricsSnapshot now = metrics.snapshot();
        assertEquals(List.of(2L, 1L, 1L), List.of(now.finished(), now.stopped(), now.failed()));
    }

    @Test
    void tokensAddUpAndSpeedsSpread() {
        for (int i = 1; i <= 100; i++) {
            // i tokens a second: i + 1 tokens, the first of which comes with the prompt.
            change(
                    new Change.RunEnded(
                            REPLY,
                            new Answer.Outcome(
                                    FinishReason.END_OF_TURN,
                                    new GenerationStatistics(
                                            30,
                                            10,
                                            i + 1,
                                            Duration.ofSeconds(2),
                                            Duration.ofSeconds(1),
                                            Duration.ofMillis(10L * i)),
                                    Duration.ZERO)));
        }
        MetricsSnapshot now = metrics.snapshot();
        assertEquals(2000, now.tokensRead());
        assertEquals(1000, now.tokensReused());
        assertEquals(5150, now.tokensGenerated());
        assertEquals(new Spread(10, 10, 10), now.promptSpeed());
        assertEquals(new Spread(100, 51, 95), now.generationSpeed());
        assertEquals(0.95, now.firstToken().high(), 1e-9);
    }

    @Test
    void theLatestThousandCount() {
        Samples samples = new Samples();
        for (int i = 0; i < 3000; i++) {
            samples.add(i < 2000 ? 1_000_000 : 5);
        }
        assertEquals(new Spread(5, 5, 5), samples.spread());
    }

    @Test
    void loadsAreTimedAndLossesCounted() {
        LoadProgress progress = new LoadProgress(LoadProgress.Phase.LOADING, 0.5);
        engine(new EngineEvent.Loading(MODEL, progress));
        clock.addAndGet(1_500_000_000);
        engine(new EngineEvent.Loading(MODEL, progress));
        engine(new EngineEvent.Loaded(MODEL, info(), new EngineInfo("fake", "1", Set.of()), false));
        engine(new EngineEvent.Lost(MODEL, new Problem.EngineDied(9, Path.of("log"))));
        MetricsSnapshot now = metrics.snapshot();
        assertEquals(1, now.loads());
        assertEquals(1, now.losses());
        assertEquals(1.5, now.loadSeconds().last(), 1e-9);
        assertEquals(Duration.ofMillis(1500), now.uptime());
    }

    @Test
    void whatWaitsIsCountedOverAllSessions() {
        Queued one = new Queued(1, Draft.of("a"));
        queue("s1", one, new Queued(2, Draft.of("b")));
        queue("s2", one);
        assertEquals(3, metrics.snapshot().queued());
        queue("s1");
        assertEquals(1, metrics.snapshot().queued());
    }

    private void queue(String session, Queued... waiting) {
        metrics.accept(
                new ServiceEvent.Changed(
                        new SessionId(session),
                        new Entry(Instant.EPOCH, new Change.QueueChanged(List.of(waiting)))));
    }

    private void ended(Answer.End end) {
        change(new Change.AnswerEnded(REPLY, end));
    }

    private void change(Change change) {
        metrics.accept(
                new ServiceEvent.Changed(new SessionId("s"), new Entry(Instant.EPOCH, change)));
    }

    private void engine(EngineEvent event) {
        metrics.accept(new ServiceEvent.OfEngine(event));
    }

    private static ModelInfo info() {
        return new ModelInfo(
                Path.of("m"), "", "M", "x", 1, 1, 1, 1, 0, "CPU", 0, Optional.empty(), "", "");
    }
}
