package notso.app.answer;

import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.SessionSummary;
import notso.app.conversation.search.SearchHit;
import notso.app.conversation.search.SearchIndex;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Searches all sessions, on a thread of its own that also keeps the index up to date. Methods
 * return at once, from any thread; hits arrive as {@link ServiceEvent.Found}.
 */
public final class SessionSearch implements AutoCloseable {

    private static final int MOST_HITS = 50;
    private static final long CLOSE_SECONDS = 3;

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("search").daemon().factory());
    private final SessionDesk desk;
    private final Supplier<SearchIndex> opener;
    private final AtomicReference<Optional<String>> latest =
            new AtomicReference<>(Optional.empty());
    private Optional<SearchIndex> index = Optional.empty();

    /**
     * @param opener opens the index, on the search thread
     */
    public SessionSearch(SessionDesk desk, Supplier<SearchIndex> opener) {
        this.desk = desk;
        this.opener = opener;
        desk.onSettled(session -> put(session));
        desk.onForgotten(id -> execute(() -> index().remove(id)));
        desk.execute(() -> catchUp(desk.summaries()));
    }

    /** Sessions that changed while nobody indexed them are indexed, one after the other. */
    private void catchUp(List<SessionSummary> summaries) {
        execute(
                () -> {
                    SearchIndex current = index();
                    current.retainOnly(
                            summaries.stream().map(SessionSummary::id).collect(Collectors.toSet()));
                    Queue<SessionId> outdated = new ArrayDeque<>();
                    summaries.stream()
                            .filter(summary -> !current.isCurrent(summary))
                            .map(SessionSummary::id)
                            .forEach(outdated::add);
                    readNext(outdated);
                });
    }

    /** The desk reads one and is free for a person in between. */
    private void readNext(Queue<SessionId> outdated) {
        Optional.ofNullable(outdated.poll())
                .ifPresent(
                        id ->
                                desk.execute(
                                        () -> {
                                            desk.read(id).ifPresent(this::put);
                                            execute(() -> readNext(outdated));
                                        }));
    }

    private void put(Session session) {
        execute(() -> index().put(session));
    }

    private SearchIndex index() {
        SearchIndex opened = index.orElseGet(opener);
        index = Optional.of(opened);
        return opened;
    }

    private void execute(Runnable task) {
        if (!thread.isShutdown()) {
            thread.execute(task);
        }
    }

    /** Of several queries that come while one is answered, only the latest is answered. */
    public void search(String query) {
        if (latest.getAndSet(Optional.of(query)).isEmpty()) {
            execute(this::searchLatest);
        }
    }

    private void searchLatest() {
        latest.getAndSet(Optional.empty())
                .ifPresent(
                        query -> {
                            List<SearchHit> hits = index().search(query, MOST_HITS);
                            desk.execute(() -> desk.tell(new ServiceEvent.Found(query, hits)));
                        });
    }

    /** Waits a moment; what was not indexed is indexed at the next start. */
    @Override
    public void close() {
        execute(() -> index.ifPresent(SearchIndex::close));
        thread.shutdown();
        try {
            boolean _ = thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
