package notso.app.answer;

import notso.app.context.Ledger;
import notso.app.context.LedgerWriter;
import notso.app.context.Tokens;
import notso.app.conversation.SessionId;
import notso.app.engine.EngineEvent;
import notso.inference.ModelInfo;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/**
 * Counts what fills the context, on a thread of its own: of several things asked for while it
 * counts, only the latest is counted.
 */
final class ContextAccounts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ContextAccounts.class);

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("counting").daemon().factory());
    private final TokensSource source;
    private final PromptToolbox toolbox;
    private final BiConsumer<SessionId, Ledger> counted;
    private final AtomicReference<Optional<Request>> latest =
            new AtomicReference<>(Optional.empty());

    /** What to count, for the model with this context. */
    private record Request(ModelInfo model, LedgerWriter.Request account) {}

    /**
     * @param counted told on the counting thread
     */
    ContextAccounts(
            TokensSource source, PromptToolbox toolbox, BiConsumer<SessionId, Ledger> counted) {
        this.source = source;
        this.toolbox = toolbox;
        this.counted = counted;
    }

    /** Opens the tokenizer of a model that was loaded, and then runs this. */
    void open(EngineEvent.Loaded loaded, Runnable ready) {
        thread.execute(
                () -> {
                    if (toolbox.counting(loaded.info()).isEmpty()) {
                        tokens(loaded).ifPresent(tokens -> toolbox.opened(loaded.info(), tokens));
                    }
                    ready.run();
                });
    }

    private Optional<Tokens> tokens(EngineEvent.Loaded loaded) {
        try {
            return source.open(loaded);
        } catch (RuntimeException | Error e) {
            LOG.warn("The tokenizer cannot be opened; the engine counts instead", e);
            return Optional.empty();
        }
    }

    void count(ModelInfo model, LedgerWriter.Request account) {
        if (latest.getAndSet(Optional.of(new Request(model, account))).isEmpty()) {
            thread.execute(this::countLatest);
        }
    }

    private void countLatest() {
        latest.getAndSet(Optional.empty()).ifPresent(this::count);
    }

    private void count(Request request) {
        toolbox.counting(request.model())
                .map(tools -> new LedgerWriter(tools.writer(), tools.costs()))
                .map(writer -> writer.ledger(request.account()))
                .ifPresent(ledger -> counted.accept(request.account().session(), ledger));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
