package notso.app.metrics;

import notso.app.answer.ServiceEvent;
import notso.app.conversation.Answer;
import notso.app.conversation.Change;
import notso.app.conversation.Entry;
import notso.app.conversation.Queued;
import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.engine.EngineEvent;
import notso.inference.FinishReason;
import notso.inference.GenerationStatistics;
import notso.inference.host.ProcessMemory;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Counts what the service tells. From any thread. */
public final class Metrics implements Consumer<ServiceEvent> {

    private static final double NANOS = 1e9;

    private final LongSupplier nanoTime;
    private final long start;
    private final Samples promptSpeed = new Samples();
    private final Samples generationSpeed = new Samples();
    private final Samples firstToken = new Samples();
    private final Samples loadSeconds = new Samples();
    private final Map<SessionId, Integer> queued = new HashMap<>();
    private long finished;
    private long stopped;
    private long failed;
    private long tokensRead;
    private long tokensReused;
    private long tokensGenerated;
    private long loads;
    private long losses;
    private boolean isLoading;
    private long loadingSince;

    /**
     * @param nanoTime a clock in nanoseconds, of any origin
     */
    public Metrics(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    @Override
    public synchronized void accept(ServiceEvent event) {
        switch (event) {
            case ServiceEvent.Changed(SessionId id, Entry(_, Change change)) -> count(id, change);
            case ServiceEvent.OfEngine(EngineEvent engine) -> count(engine);
            case ServiceEvent.Opened(Session session, _) ->
                    queued.put(session.id(), session.queue().size());
            case ServiceEvent.Answering _,
                    ServiceEvent.Reading _,
                    ServiceEvent.Answered _,
                    ServiceEvent.Listed _,
                    ServiceEvent.Counted _,
                    ServiceEvent.Found _,
                    ServiceEvent.Imported _,
                    ServiceEvent.Exported _,
                    ServiceEvent.NotExported _,
                    ServiceEvent.OfStore _ -> {}
        }
    }

    private void count(SessionId id, Change change) {
        switch (change) {
            case Change.RunEnded(_, Answer.Outcome outcome) -> count(outcome.statistics());
            case Change.AnswerEnded(_, Answer.End end) -> count(end);
            case Change.QueueChanged(List<Queued> queue) -> queued.put(id, queue.size());
            case Change.MessageAdded _,
                    Change.RunStarted _,
                    Change.AnswerGrew _,
                    Change.ToolAsked _,
                    Change.BranchShown _,
                    Change.Titled _,
                    Change.Pinned _,
                    Change.SettingsChanged _,
                    Change.Drafted _,
                    Change.ContextCut _ -> {}
        }
    }

    private void count(GenerationStatistics statistics) {
        tokensRead += statistics.evaluatedTokens();
        tokensReused += statistics.reusedTokens();
        tokensGenerated += statistics.generatedTokens();
        if (statistics.promptTokensPerSecond() > 0) {
            promptSpeed.add(statistics.promptTokensPerSecond());
        }
        if (statistics.tokensPerSecond() > 0) {
            generationSpeed.add(statistics.tokensPerSecond());
        }
        if (statistics.timeToFirstToken().isPositive()) {
            firstToken.add(statistics.timeToFirstToken().toNanos() / NANOS);
        }
    }

    private void count(Answer.End end) {
        switch (end) {
            case Answer.End.Finished(FinishReason reason) when reason == FinishReason.CANCELLED ->
                    stopped++;
            case Answer.End.Finished _ -> finished++;
            case Answer.End.Failed _ -> failed++;
            case Answer.End.Interrupted _ -> {}
        }
    }

    private void count(EngineEvent event) {
        switch (event) {
            case EngineEvent.Loading _ -> {
                if (!isLoading) {
                    isLoading = true;
                    loadingSince = nanoTime.getAsLong();
                }
            }
            case EngineEvent.Loaded _ -> {
                isLoading = false;
                loads++;
                loadSeconds.add((nanoTime.getAsLong() - loadingSince) / NANOS);
            }
            case EngineEvent.LoadFailed _ -> isLoading = false;
            case EngineEvent.Lost _ -> losses++;
        }
    }

    /** How it is now. Asks the system for memory, so not for a user interface's thread. */
    public synchronized MetricsSnapshot snapshot() {
        return new MetricsSnapshot(
                Duration.ofNanos(nanoTime.getAsLong() - start),
                finished,
                stopped,
                failed,
                tokensRead,
                tokensReused,
                tokensGenerated,
                promptSpeed.spread(),
                generationSpeed.spread(),
                firstToken.spread(),
                queued.values().stream().mapToInt(Integer::intValue).sum(),
                loads,
                losses,
                loadSeconds.spread(),
                Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory(),
                resident(ProcessHandle.current()),
                ProcessHandle.current().descendants().mapToLong(Metrics::resident).sum());
    }

    private static long resident(ProcessHandle process) {
        return ProcessMemory.residentBytes(process).orElse(0);
    }
}
