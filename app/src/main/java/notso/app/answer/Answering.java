package notso.app.answer;

import notso.app.context.CachedPrefix;
import notso.app.context.PromptStyle;
import notso.app.conversation.Answer;
import notso.app.conversation.Change;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;
import notso.app.conversation.Queued;
import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.Title;
import notso.app.engine.EngineThread;
import notso.inference.FinishReason;
import notso.inference.quote.QuoteSource;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The answers that are being made, at most one in each session. Belongs to the desk's thread. */
final class Answering {

    private static final long IDLE_MILLIS = 1500;

    private final SessionDesk desk;
    private final EngineThread engine;
    private final PromptToolbox toolbox;
    private final Supplier<AnswerDefaults> defaults;
    private final Consumer<Session> moved;
    private final Map<SessionId, Running> running = new HashMap<>();
    private Optional<CachedPrefix> cached = Optional.empty();
    private Optional<MessageId> idleAfter = Optional.empty();

    private record Running(MessageId reply, EngineThread.Work work) {}

    /**
     * @param moved told of a session whose part in the context has changed
     */
    Answering(
            SessionDesk desk,
            EngineThread engine,
            PromptToolbox toolbox,
            Supplier<AnswerDefaults> defaults,
            Consumer<Session> moved) {
        this.desk = desk;
        this.engine = engine;
        this.toolbox = toolbox;
        this.defaults = defaults;
        this.moved = moved;
    }

    /** The reply that is being made in this session. */
    Optional<MessageId> reply(SessionId session) {
        return Optional.ofNullable(running.get(session)).map(Running::reply);
    }

    /** What the engine's cache holds. */
    Optional<CachedPrefix> cached() {
        return cached;
    }

    /** A new engine has nothing in its cache. */
    void forgetCache() {
        cached = Optional.empty();
    }

    /** Has a reply made, from where it is. */
    void answer(Session session, MessageId reply) {
        List<Message> path = session.pathTo(reply);
        Answer begun = session.answer(reply).orElse(Answer.EMPTY);
        AnswerTask.Order order =
                new AnswerTask.Order(
                        session.id(),
                        reply,
                        List.copyOf(path.subList(0, path.size() - 1)),
                        begun,
                        session.firstKept(),
                        style(session, begun),
                        defaults.get().sampling(session),
                        defaults.get().reserve());
        AnswerTask task =
                new AnswerTask(order, toolbox::of, desk.random(), new Hearing(session.id(), reply));
        idleAfter = Optional.empty();
        began(session, reply, engine.submit(task));
    }

    /** Has a reply made that quotes something. */
    void quote(Session session, MessageId reply, QuoteSource source) {
        began(session, reply, QuoteRun.start(source, reply, new Hearing(session.id(), reply)));
    }

    private void began(Session session, MessageId reply, EngineThread.Work work) {
        idleAfter = Optional.empty();
        running.put(session.id(), new Running(reply, work));
        desk.setBusy(session.id(), true);
        desk.tell(new ServiceEvent.Answering(session.id(), reply));
        moved.accept(session);
    }

    /** An answer goes on as it began. */
    private PromptStyle style(Session session, Answer begun) {
        PromptStyle style = style(session);
        return begun.isBlank() || begun.runs().isEmpty()
                ? style
                : style.withThinking(begun.runs().getLast().recipe().thinking());
    }

    PromptStyle style(Session session) {
        LocalDate today = LocalDate.ofInstant(desk.clock().instant(), ZoneId.systemDefault());
        return defaults.get().style(session, today);
    }

    void stop(SessionId session) {
        Optional.ofNullable(running.get(session)).ifPresent(answer -> answer.work().cancel());
    }

    void stopAll() {
        List.copyOf(running.values()).forEach(answer -> answer.work().cancel());
    }

    /** Reads what is shown ahead of the next question, if nothing is asked for a while. */
    void useIdleTime(Session session) {
        List<Message> path = session.path();
        boolean read =
                cached.filter(prefix -> prefix.session().equals(session.id()))
                        .filter(prefix -> !path.isEmpty())
                        .filter(prefix -> prefix.messages().contains(path.getLast().id()))
                        .isPresent();
        boolean wantsTitle =
                defaults.get().modelTitles() && session.title().source() == Title.Source.WORDS;
        Optional<MessageId> last =
                path.isEmpty() ? Optional.empty() : Optional.of(path.getLast().id());
        boolean tried = last.equals(idleAfter);
        if (tried || !running.isEmpty() || read && !wantsTitle) {
            return;
        }
        idleAfter = last;
        int start =
                Math.max(
                        0,
                        path.stream()
                                .map(Message::id)
                                .map(Optional::of)
                                .toList()
                                .indexOf(session.firstKept()));
        List<Message> seen = List.copyOf(path.subList(start, path.size()));
        SessionId id = session.id();
        engine.submitIdle(
                new IdleTask(
                        new IdleTask.Order(id, seen, style(session), wantsTitle),
                        toolbox::of,
                        prefix -> desk.execute(() -> setCached(prefix)),
                        title -> desk.execute(() -> name(id, title))),
                IDLE_MILLIS);
    }

    private void setCached(CachedPrefix prefix) {
        cached = Optional.of(prefix);
        desk.shown().filter(prefix.session()::equals).flatMap(desk::session).ifPresent(moved);
    }

    private void name(SessionId id, Title title) {
        desk.session(id).ifPresent(session -> desk.apply(session, false, new Change.Titled(title)));
    }

    /** Brings what happens to one answer to the desk. */
    private final class Hearing implements AnswerListener {

        private final SessionId session;
        private final MessageId reply;

        Hearing(SessionId session, MessageId reply) {
            this.session = session;
            this.reply = reply;
        }

        @Override
        public void changed(Change change) {
            desk.execute(() -> apply(change));
        }

        @Override
        public void reading(int evaluated, int total, int reused) {
            ServiceEvent event = new ServiceEvent.Reading(session, reply, evaluated, total, reused);
            desk.execute(() -> desk.tell(event));
        }

        @Override
        public void cached(CachedPrefix prefix) {
            desk.execute(() -> setCached(prefix));
        }

        private void apply(Change change) {
            Optional<Session> known = desk.session(session);
            boolean ends = change instanceof Change.AnswerEnded;
            known.ifPresent(found -> desk.apply(found, ends, change));
            if (change instanceof Change.AnswerEnded(_, Answer.End end)) {
                running.remove(session);
                desk.tell(new ServiceEvent.Answered(session, reply));
                known.ifPresent(moved);
                known.ifPresent(found -> next(found, end));
                if (!running.containsKey(session)) {
                    desk.setBusy(session, false);
                }
            }
        }
    }

    /** What waited is asked now; but not after a person said stop, or when nothing can answer. */
    private void next(Session session, Answer.End end) {
        boolean goesOn =
                end instanceof Answer.End.Finished(FinishReason reason)
                        && reason != FinishReason.CANCELLED;
        if (goesOn && !session.queue().isEmpty()) {
            askNext(session);
        } else if (goesOn) {
            useIdleTime(session);
        }
    }

    /** Asks what waits first. */
    void askNext(Session session) {
        Queued next = session.queue().getFirst();
        List<Queued> rest = session.queue().subList(1, session.queue().size());
        Question question = Question.behindLast(session, next.draft(), desk.clock().instant());
        desk.apply(session, true, question.changes(session, new Change.QueueChanged(rest)));
        answer(session, question.reply());
    }
}
