package notso.app.answer;

import notso.app.context.Ledger;
import notso.app.conversation.Entry;
import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.engine.EngineEvent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Takes events as a window would, one after the other, and keeps the sessions of a test alike. */
public final class EventLog {

    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<ServiceEvent> waiting = new LinkedBlockingQueue<>();
    private final List<ServiceEvent> seen = new ArrayList<>();
    private final List<Session> sessions = new ArrayList<>();

    /** From any thread. */
    public void add(ServiceEvent event) {
        waiting.add(event);
    }

    /** The next session that is opened; what happens to it from now on happens to this one. */
    public Session opened() {
        return next(
                event ->
                        event instanceof ServiceEvent.Opened o
                                ? Optional.of(o.session())
                                : Optional.empty());
    }

    /** The next event of the engine of this kind. */
    public <E extends EngineEvent> E engine(Class<E> kind) {
        return next(
                event ->
                        event instanceof ServiceEvent.OfEngine(var of) && kind.isInstance(of)
                                ? Optional.of(kind.cast(of))
                                : Optional.empty());
    }

    /** Until an answer in this session is no longer being made. */
    public void answered(Session session) {
        next(
                event ->
                        event instanceof ServiceEvent.Answered(SessionId id, _)
                                        && id.equals(session.id())
                                ? Optional.of(id)
                                : Optional.empty());
    }

    /** Until something holds of a session. */
    public void awaitChange(Session session, BooleanSupplier holds) {
        while (!holds.getAsBoolean()) {
            take();
        }
    }

    /** Until something holds that no event tells. */
    public void await(BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it does not come");
            }
            Thread.onSpinWait();
        }
    }

    /** The next ledger of this session that is as wanted. */
    public Ledger counted(Session session, Predicate<Ledger> wanted) {
        return next(
                event ->
                        event instanceof ServiceEvent.Counted(SessionId id, Ledger ledger)
                                        && id.equals(session.id())
                                        && wanted.test(ledger)
                                ? Optional.of(ledger)
                                : Optional.empty());
    }

    /** What happened to a session so far, by the names of the changes. */
    public List<String> kindsOf(SessionId session) {
        return seen.stream()
                .flatMap(
                        event ->
                                event instanceof ServiceEvent.Changed(SessionId id, Entry entry)
                                                && id.equals(session)
                                        ? Stream.of(entry.change().getClass().getSimpleName())
                                        : Stream.empty())
                .toList();
    }

    /** The next event that this finds something in. */
    public <T> T next(Function<ServiceEvent, Optional<T>> finder) {
        while (true) {
            Optional<T> found = finder.apply(take());
            if (found.isPresent()) {
                return found.get();
            }
        }
    }

    private ServiceEvent take() {
        try {
            ServiceEvent event = waiting.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("nothing more happens after " + seen);
            }
            seen.add(event);
            switch (event) {
                case ServiceEvent.Opened(Session session, _) -> {
                    sessions.removeIf(known -> known.id().equals(session.id()));
                    sessions.add(session);
                }
                case ServiceEvent.Changed(SessionId id, Entry entry) ->
                        sessions.stream()
                                .filter(session -> session.id().equals(id))
                                .forEach(session -> session.apply(entry));
                default -> {}
            }
            return event;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
