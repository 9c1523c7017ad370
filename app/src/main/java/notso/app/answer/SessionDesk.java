package notso.app.answer;

import notso.app.conversation.Answer;
import notso.app.conversation.Change;
import notso.app.conversation.Entry;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;
import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.SessionSummary;
import notso.app.conversation.store.SessionStore;
import notso.app.conversation.store.StoreNotice;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The one place where sessions change: each change goes into the session, into its journal and to
 * whoever listens, in this order, on one thread. Everything but {@link #execute} and {@link #close}
 * belongs to that thread.
 */
public final class SessionDesk implements AutoCloseable {

    private static final long TICK_MILLIS = 250;
    private static final long CLOSE_SECONDS = 5;

    private static final Comparator<SessionSummary> LATEST_FIRST =
            Comparator.comparing(SessionSummary::updated)
                    .reversed()
                    .thenComparing(SessionSummary::id);

    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().name("conversations").daemon().factory());
    private final Function<Consumer<StoreNotice>, SessionStore> opener;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Consumer<ServiceEvent> events;

    private final Map<SessionId, Session> open = new HashMap<>();
    private final Map<SessionId, SessionSummary> summaries = new HashMap<>();
    private final Set<SessionId> busy = new HashSet<>();
    private Consumer<Session> settled = _ -> {};
    private Consumer<SessionId> forgotten = _ -> {};
    private Optional<SessionStore> store = Optional.empty();
    private Optional<SessionId> shown = Optional.empty();
    private Optional<ScheduledFuture<?>> tick = Optional.empty();

    /**
     * @param opener opens the store, on the desk's thread
     * @param events told on the desk's thread
     */
    public SessionDesk(
            Function<Consumer<StoreNotice>, SessionStore> opener,
            InstantSource clock,
            RandomGenerator random,
            Consumer<ServiceEvent> events) {
        this.opener = opener;
        this.clock = clock;
        this.random = random;
        this.events = events;
        thread.setRemoveOnCancelPolicy(true);
        execute(this::start);
    }

    private void start() {
        SessionStore opened = opener.apply(this::tell);
        store = Optional.of(opened);
        opened.list().forEach(summary -> summaries.put(summary.id(), summary));
        list();
    }

    /** Has something done at the desk, later; from any thread. */
    void execute(Runnable task) {
        if (!thread.isShutdown()) {
            thread.execute(() -> run(task));
        }
    }

    /** A task that fails must not do so in silence. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            Thread current = Thread.currentThread();
            current.getUncaughtExceptionHandler().uncaughtException(current, e);
        }
    }

    /**
     * Who is told of a session, by a copy of it, when something was said or named in it.
     *
     * @param listener told on the desk's thread
     */
    void onSettled(Consumer<Session> listener) {
        execute(() -> settled = listener);
    }

    /** Who is told of a session that is no longer in the list; on the desk's thread. */
    void onForgotten(Consumer<SessionId> listener) {
        execute(() -> forgotten = listener);
    }

    void tell(ServiceEvent event) {
        events.accept(event);
    }

    private void tell(StoreNotice notice) {
        events.accept(new ServiceEvent.OfStore(notice));
    }

    SessionStore store() {
        return store.orElseThrow();
    }

    InstantSource clock() {
        return clock;
    }

    RandomGenerator random() {
        return random;
    }

    List<SessionSummary> summaries() {
        return summaries.values().stream().sorted(LATEST_FIRST).toList();
    }

    Optional<SessionId> shown() {
        return shown;
    }

    /** From memory, or else from the disk; empty if there is no such session. */
    Optional<Session> session(SessionId id) {
        Session known = open.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Session> loaded = store().load(id);
        loaded.ifPresent(
                session -> {
                    open.put(id, session);
                    markInterrupted(session);
                });
        return loaded;
    }

    /** To look at, from memory or from the disk. */
    Optional<Session> read(SessionId id) {
        return Optional.ofNullable(open.get(id)).map(Session::copy).or(() -> store().load(id));
    }

    /** What was being answered when the application ended is answered no longer. */
    private void markInterrupted(Session session) {
        Change[] marks =
                session.messages().stream()
                        .filter(Message.Reply.class::isInstance)
                        .map(Message.Reply.class::cast)
                        .filter(reply -> reply.answer().end().isEmpty())
                        .map(
                                reply ->
                                        new Change.AnswerEnded(
                                                reply.id(), new Answer.End.Interrupted()))
                        .toArray(Change[]::new);
        apply(session, false, marks);
    }

    /** A new one, that is on the disk as soon as something happens in it. */
    Session create() {
        Session session = new Session(SessionId.fresh(clock.instant(), random), clock.instant());
        open.put(session.id(), session);
        return session;
    }

    /** Keeps a session that comes from elsewhere. */
    void take(Session session) {
        store().put(session);
        add(session);
    }

    /** Shows a session in place of the one that was. */
    void show(Session session, Optional<MessageId> answering) {
        Optional<SessionId> before = shown;
        shown = Optional.of(session.id());
        before.filter(id -> !id.equals(session.id())).ifPresent(this::letGo);
        tell(new ServiceEvent.Opened(session.copy(), answering));
    }

    /**
     * Changes a session.
     *
     * @param forced whether it must be on the disk before this returns
     */
    void apply(Session session, boolean forced, Change... changes) {
        if (changes.length == 0) {
            return;
        }
        List<Entry> entries =
                Arrays.stream(changes).map(change -> new Entry(clock.instant(), change)).toList();
        entries.forEach(session::apply);
        store().append(session.id(), session.created(), entries, forced);
        entries.forEach(entry -> tell(new ServiceEvent.Changed(session.id(), entry)));
        summarize(session);
        if (Arrays.stream(changes).anyMatch(SessionDesk::settles)) {
            settled.accept(session.copy());
        }
        startTicking();
    }

    private static boolean settles(Change change) {
        return switch (change) {
            case Change.MessageAdded _, Change.AnswerEnded _, Change.Titled _ -> true;
            case Change.RunStarted _,
                    Change.AnswerGrew _,
                    Change.ToolAsked _,
                    Change.RunEnded _,
                    Change.BranchShown _,
                    Change.Pinned _,
                    Change.SettingsChanged _,
                    Change.Drafted _,
                    Change.QueueChanged _,
                    Change.ContextCut _ ->
                    false;
        };
    }

    /** Keeps a session in memory while something goes on in it. */
    void setBusy(SessionId id, boolean value) {
        if (value) {
            busy.add(id);
            startTicking();
        } else if (busy.remove(id) && !shown.equals(Optional.of(id))) {
            letGo(id);
        }
    }

    /** Takes a session out of the list and out of memory. */
    void forget(SessionId id) {
        open.remove(id);
        summaries.remove(id);
        forgotten.accept(id);
        list();
    }

    /** Puts a session into the list that was not in it. */
    void add(Session session) {
        summaries.put(session.id(), SessionSummary.of(session));
        settled.accept(session.copy());
        list();
    }

    private void letGo(SessionId id) {
        if (busy.contains(id)) {
            return;
        }
        Optional.ofNullable(open.remove(id)).ifPresent(this::release);
    }

    private void release(Session session) {
        if (session.isUntouched()) {
            store().erase(session.id());
        } else {
            store().release(session);
        }
    }

    private void summarize(Session session) {
        SessionSummary summary = SessionSummary.of(session);
        if (!session.isUntouched() && !summary.equals(summaries.put(session.id(), summary))) {
            list();
        }
    }

    private void list() {
        tell(new ServiceEvent.Listed(summaries()));
    }

    /** What streams is written when it is due, and what could not be written is tried again. */
    private void startTicking() {
        if (tick.isEmpty() && !thread.isShutdown()) {
            tick =
                    Optional.of(
                            thread.schedule(
                                    () -> run(this::tick), TICK_MILLIS, TimeUnit.MILLISECONDS));
        }
    }

    private void tick() {
        tick = Optional.empty();
        boolean allWritten = store().retry();
        if (!busy.isEmpty() || !allWritten) {
            startTicking();
        }
    }

    /** Does what was handed in before, writes everything, and closes the store. */
    @Override
    public void close() {
        if (thread.isShutdown()) {
            return;
        }
        execute(this::closeStore);
        thread.shutdown();
        try {
            boolean _ = thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeStore() {
        tick.ifPresent(waiting -> waiting.cancel(false));
        open.values().forEach(this::markInterrupted);
        store.ifPresent(_ -> open.values().forEach(this::release));
        store.ifPresent(SessionStore::close);
    }
}
