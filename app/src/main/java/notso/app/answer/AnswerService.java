package notso.app.answer;

import notso.app.context.LedgerWriter;
import notso.app.conversation.Answer;
import notso.app.conversation.Change;
import notso.app.conversation.Draft;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;
import notso.app.conversation.Queued;
import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.SessionSettings;
import notso.app.engine.EngineEvent;
import notso.app.engine.EngineSource;
import notso.app.engine.EngineThread;
import notso.app.engine.ModelChoice;
import notso.inference.ModelInfo;
import notso.inference.ModelOptions;
import notso.inference.quote.QuoteSource;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Has questions answered: takes what is asked in a session, and gives events.
 *
 * <p>Every method but {@link #close()} returns at once, from any thread; what comes of it arrives
 * as {@link ServiceEvent}s. A question is on the disk before a model hears of it. One answer is
 * made at a time: a question in another session waits, and one in the same session is queued there.
 */
public final class AnswerService implements AutoCloseable {

    private final SessionDesk desk;
    private final EngineThread engine;
    private final Answering answering;
    private final ContextAccounts accounts;

    private final Supplier<AnswerDefaults> defaults;

    private Optional<ModelInfo> model = Optional.empty();

    /**
     * @param engines gives an engine for a model
     * @param options how to load a file; asked at each load
     * @param tokenizers count without an engine
     * @param defaults asked at each answer
     */
    public AnswerService(
            SessionDesk desk,
            EngineSource engines,
            Function<Path, ModelOptions> options,
            TokensSource tokenizers,
            Supplier<AnswerDefaults> defaults) {
        PromptToolbox toolbox = new PromptToolbox();
        this.desk = desk;
        this.defaults = defaults;
        this.engine =
                new EngineThread(engines, options, event -> desk.execute(() -> accept(event)));
        this.answering = new Answering(desk, engine, toolbox, defaults, this::count);
        this.accounts =
                new ContextAccounts(
                        tokenizers,
                        toolbox,
                        (session, ledger) ->
                                desk.execute(
                                        () ->
                                                desk.tell(
                                                        new ServiceEvent.Counted(
                                                                session, ledger))));
    }

    private void accept(EngineEvent event) {
        switch (event) {
            case EngineEvent.Loaded loaded -> {
                model = Optional.of(loaded.info());
                answering.forgetCache();
                accounts.open(loaded, () -> desk.execute(this::countShown));
            }
            case EngineEvent.Loading _ -> {}
            case EngineEvent.LoadFailed _, EngineEvent.Lost _ -> answering.forgetCache();
        }
        desk.tell(new ServiceEvent.OfEngine(event));
    }

    /**
     * Loads a model in place of the one that is there, and stops what is going on.
     *
     * @param choice asked on the engine thread, so it may look at the disk
     */
    public void openModel(Supplier<ModelChoice> choice) {
        desk.execute(
                () -> {
                    answering.stopAll();
                    engine.open(choice);
                });
    }

    /** Ends the loading that is going on, if there is one. */
    public void cancelLoading() {
        desk.execute(engine::cancelLoading);
    }

    /** Whether answers begin with thinking where a session says nothing of its own. */
    public boolean thinksByDefault() {
        return defaults.get().thinking();
    }

    /** Asks behind what is shown, or queues it while an answer is made there. */
    public void send(SessionId id, Draft draft) {
        at(
                id,
                session -> {
                    if (draft.isBlank()) {
                        return;
                    }
                    if (answering.reply(id).isPresent()) {
                        queue(session, draft);
                    } else {
                        ask(session, Question.behindLast(session, draft, now()));
                    }
                });
    }

    /**
     * Streams a passage as an answer to the command that asks for it, unless an answer is being
     * made there.
     *
     * @param typed the command, as it was typed
     */
    public void quote(SessionId id, String typed, QuoteSource source) {
        at(
                id,
                session -> {
                    if (answering.reply(id).isEmpty()) {
                        Question question = Question.behindLast(session, Draft.of(typed), now());
                        add(session, question);
                        answering.quote(session, question.reply(), source);
                    }
                });
    }

    /** Asks something else in the place of a question; the old one becomes another branch. */
    public void edit(SessionId id, MessageId question, Draft draft) {
        at(
                id,
                session ->
                        session.message(question)
                                .filter(_ -> answering.reply(id).isEmpty() && !draft.isBlank())
                                .ifPresent(
                                        old ->
                                                ask(
                                                        session,
                                                        Question.behind(
                                                                old.parent(),
                                                                session,
                                                                draft,
                                                                now()))));
    }

    private void ask(Session session, Question question) {
        add(session, question);
        answering.answer(session, question.reply());
    }

    private void add(Session session, Question question) {
        Change[] others =
                session.draft().equals(Draft.EMPTY)
                        ? new Change[0]
                        : new Change[] {new Change.Drafted(Draft.EMPTY)};
        desk.apply(session, true, question.changes(session, others));
    }

    /** Has a question answered once more; the old reply becomes another branch. */
    public void regenerate(SessionId id, MessageId reply) {
        at(
                id,
                session ->
                        session.message(reply)
                                .filter(_ -> answering.reply(id).isEmpty())
                                .flatMap(Message::parent)
                                .ifPresent(question -> answerAgain(session, question)));
    }

    private void answerAgain(Session session, MessageId question) {
        Message.Reply fresh =
                new Message.Reply(session.nextId(), Optional.of(question), now(), Answer.EMPTY);
        desk.apply(session, true, new Change.MessageAdded(fresh));
        answering.answer(session, fresh.id());
    }

    /** Has more of a reply made that ended before it was done, or all of it if it never began. */
    public void goOn(SessionId id, MessageId reply) {
        at(
                id,
                session ->
                        session.answer(reply)
                                .filter(_ -> answering.reply(id).isEmpty())
                                .filter(Answer::canGoOn)
                                .ifPresent(_ -> answering.answer(session, reply)));
    }

    /** Ends the answer that is being made in this session; what waits there goes on waiting. */
    public void stop(SessionId id) {
        desk.execute(() -> answering.stop(id));
    }

    /** Shows this turn in the place of its siblings. */
    public void showBranch(SessionId id, MessageId message) {
        at(id, session -> desk.apply(session, false, new Change.BranchShown(message)));
    }

    /** Keeps what is being typed, and gets ready to answer it. */
    public void draft(SessionId id, Draft draft) {
        at(
                id,
                session -> {
                    if (!session.draft().equals(draft)) {
                        desk.apply(session, false, new Change.Drafted(draft));
                        count(session);
                        if (!draft.isBlank()) {
                            answering.useIdleTime(session);
                        }
                    }
                });
    }

    /** Changes what a session has of its own. */
    public void configure(SessionId id, UnaryOperator<SessionSettings> change) {
        at(
                id,
                session -> {
                    SessionSettings changed = change.apply(session.settings());
                    if (!changed.equals(session.settings())) {
                        desk.apply(session, false, new Change.SettingsChanged(changed));
                        count(session);
                    }
                });
    }

    /** Changes what waits; a blank draft takes it out of the queue. */
    public void editQueued(SessionId id, int number, Draft draft) {
        at(
                id,
                session -> {
                    List<Queued> queue = new ArrayList<>(session.queue());
                    queue.replaceAll(
                            waiting ->
                                    waiting.number() == number
                                            ? new Queued(number, draft)
                                            : waiting);
                    queue.removeIf(waiting -> waiting.draft().isBlank());
                    desk.apply(session, true, new Change.QueueChanged(queue));
                });
    }

    /** Asks now what waits first, unless an answer is being made. */
    public void sendQueued(SessionId id) {
        at(
                id,
                session -> {
                    if (answering.reply(id).isEmpty() && !session.queue().isEmpty()) {
                        answering.askNext(session);
                    }
                });
    }

    private void queue(Session session, Draft draft) {
        int number = session.queue().stream().mapToInt(Queued::number).max().orElse(0) + 1;
        List<Queued> longer = new ArrayList<>(session.queue());
        longer.add(new Queued(number, draft));
        desk.apply(session, true, new Change.QueueChanged(longer), new Change.Drafted(Draft.EMPTY));
    }

    /** The reply that is being made in a session; on the desk's thread. */
    Optional<MessageId> answering(SessionId id) {
        return answering.reply(id);
    }

    /** Counts what fills the context of the session that is shown; on the desk's thread. */
    void count(Session session) {
        if (!desk.shown().equals(Optional.of(session.id()))) {
            return;
        }
        model.ifPresent(
                loaded ->
                        accounts.count(
                                loaded,
                                new LedgerWriter.Request(
                                        session.id(),
                                        session.path(),
                                        session.firstKept(),
                                        session.draft(),
                                        answering.style(session),
                                        loaded.contextLength(),
                                        answering.cached())));
    }

    private void countShown() {
        desk.shown().flatMap(desk::session).ifPresent(this::count);
    }

    private void at(SessionId id, Consumer<Session> task) {
        desk.execute(() -> desk.session(id).ifPresent(task));
    }

    private Instant now() {
        return desk.clock().instant();
    }

    /** Stops everything, keeps what has come, and waits a moment for the engine to end. */
    @Override
    public void close() {
        desk.execute(answering::stopAll);
        engine.close();
        desk.close();
        accounts.close();
    }
}
