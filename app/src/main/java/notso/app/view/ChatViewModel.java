package notso.app.view;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;

import notso.app.answer.AnswerService;
import notso.app.answer.ServiceEvent;
import notso.app.context.Ledger;
import notso.app.conversation.Answer;
import notso.app.conversation.Change;
import notso.app.conversation.Draft;
import notso.app.conversation.Entry;
import notso.app.conversation.MessageId;
import notso.app.conversation.Queued;
import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.SessionSettings;
import notso.app.engine.EngineEvent;
import notso.app.view.look.Texts;
import notso.app.view.transcript.AnswerViewModel;
import notso.app.view.transcript.AnswerViewModel.Author;
import notso.app.view.transcript.Transcript;
import notso.app.view.transcript.TranscriptActions;
import notso.app.view.transcript.TranscriptItem;
import notso.app.view.transcript.TranscriptItem.Notice;
import notso.inference.quote.QuoteSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** The conversation that a window shows. For one thread, that of the window. */
public final class ChatViewModel implements TranscriptActions {

    private final AnswerService service;
    private final ModelViewModel model;
    private final Texts texts;
    private final AnswerNotices answerNotices;
    private final Transcript transcript;
    private final FailedLoadNotice failedLoad;

    private final ReadOnlyBooleanWrapper answering = new ReadOnlyBooleanWrapper();
    private final ThinkingChoice thinking = new ThinkingChoice(this::configureThinking);
    private final WaitingMessages waiting = new WaitingMessages();
    private final ReadOnlyIntegerWrapper opened = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<Optional<Ledger>> ledger =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    private Optional<Session> shown = Optional.empty();
    private Optional<MessageId> open = Optional.empty();

    /**
     * @param service its events are to be handed to {@link #accept}
     * @param model told the same events before
     * @param texts sentences in the person's language
     * @param nanoTime a clock in nanoseconds, of any origin
     */
    public ChatViewModel(
            AnswerService service, ModelViewModel model, Texts texts, LongSupplier nanoTime) {
        this.service = service;
        this.model = model;
        this.texts = texts;
        this.answerNotices = new AnswerNotices(texts);
        this.transcript = new Transcript(nanoTime, this::noticeOf);
        this.failedLoad = new FailedLoadNotice(model, transcript);
    }

    /** What was said, oldest first; read-only. */
    public ObservableList<TranscriptItem> items() {
        return transcript.items();
    }

    /** True from the sending of a message to the end of its answer. */
    @Override
    public ReadOnlyBooleanProperty answering() {
        return answering.getReadOnlyProperty();
    }

    /** Whether the next answer begins with thinking. */
    public BooleanProperty thinking() {
        return thinking.property();
    }

    /** What waits for the answer that is being made, the next one first; read-only. */
    public ObservableList<WaitingMessage> queue() {
        return waiting.messages();
    }

    /** Counts up each time another session is shown. */
    public ReadOnlyIntegerProperty opened() {
        return opened.getReadOnlyProperty();
    }

    /** What was typed into the session that is shown, and was not sent. */
    public String draft() {
        return shown.map(session -> session.draft().text()).orElse("");
    }

    /** What fills the context, once it has been counted. */
    public ReadOnlyObjectProperty<Optional<Ledger>> ledger() {
        return ledger.getReadOnlyProperty();
    }

    /** The session that is shown, empty until there is one. */
    public Optional<SessionId> session() {
        return shown.map(Session::id);
    }

    /** Asks, or queues it while an answer is made; false, and nothing is done, for blank text. */
    public boolean send(String text) {
        return send(Draft.of(text));
    }

    public boolean send(Draft message) {
        if (message.isBlank() || shown.isEmpty()) {
            return false;
        }
        model.forgetFailedLoad();
        failedLoad.update(open.isPresent());
        service.send(shown.get().id(), message);
        return true;
    }

    /** Ends the open answer early. */
    public void stop() {
        session().ifPresent(service::stop);
    }

    @Override
    public void edit(TranscriptItem.Asked asked, String text) {
        Draft changed = new Draft(text, asked.question().attachments());
        session().ifPresent(id -> service.edit(id, asked.question().id(), changed));
    }

    @Override
    public void regenerate(AnswerViewModel answer) {
        session().ifPresent(id -> service.regenerate(id, answer.id()));
    }

    @Override
    public void goOn(AnswerViewModel answer) {
        goOn(answer.id());
    }

    private void goOn(MessageId reply) {
        session().ifPresent(id -> service.goOn(id, reply));
    }

    @Override
    public void switchBranch(TranscriptItem item, int by) {
        Optional<MessageId> turn =
                switch (item) {
                    case TranscriptItem.Asked asked -> Optional.of(asked.question().id());
                    case AnswerViewModel answer -> Optional.of(answer.id());
                    case TranscriptItem.CutLine _, TranscriptItem.Info _, Notice _ ->
                            Optional.empty();
                };
        turn.ifPresent(id -> shown.ifPresent(session -> switchBranch(session, id, by)));
    }

    private void switchBranch(Session session, MessageId turn, int by) {
        List<MessageId> siblings = session.siblings(turn);
        int wanted = siblings.indexOf(turn) + by;
        if (wanted >= 0 && wanted < siblings.size()) {
            service.showBranch(session.id(), siblings.get(wanted));
        }
    }

    /** Keeps what is being typed. */
    public void keepDraft(String typed) {
        session().ifPresent(id -> service.draft(id, Draft.of(typed)));
    }

    /** Changes what waits; a blank text takes it out. */
    public void editQueued(WaitingMessage message, String text) {
        session()
                .ifPresent(
                        id ->
                                service.editQueued(
                                        id, message.number(), waiting.changed(message, text)));
    }

    /** Asks what waits first, after a stop. */
    public void sendQueued() {
        session().ifPresent(service::sendQueued);
    }

    /** Shows something that the application itself has to say, below what was said. */
    public void tell(String text) {
        transcript.add(new TranscriptItem.Info(text));
    }

    /** Streams a passage as an answer to the command that asks for it. */
    public void quote(String typed, QuoteSource source) {
        session().ifPresent(id -> service.quote(id, typed, source));
    }

    /** What the session that is shown has of its own. */
    public SessionSettings settings() {
        return shown.map(Session::settings).orElse(SessionSettings.NONE);
    }

    public void configure(UnaryOperator<SessionSettings> change) {
        session().ifPresent(id -> service.configure(id, change));
    }

    /** The answer that was made last, if it is there to be continued or made again. */
    public Optional<AnswerViewModel> lastAnswer() {
        return items().reversed().stream()
                .filter(AnswerViewModel.class::isInstance)
                .map(AnswerViewModel.class::cast)
                .findFirst();
    }

    /** Takes what the service tells, in order. */
    public void accept(List<ServiceEvent> events) {
        Deltas.joined(events).forEach(this::accept);
        failedLoad.update(open.isPresent());
    }

    private void accept(ServiceEvent event) {
        switch (event) {
            case ServiceEvent.OfEngine(EngineEvent.Loaded _) -> modelIsThere();
            case ServiceEvent.Opened(Session session, var reply) -> open(session, reply);
            case ServiceEvent.Changed(SessionId id, Entry entry) -> {
                if (session().equals(Optional.of(id))) {
                    shown.ifPresent(session -> change(session, entry));
                }
            }
            case ServiceEvent.Answering(SessionId id, MessageId reply) -> {
                if (session().equals(Optional.of(id))) {
                    open = Optional.of(reply);
                    answering.set(true);
                    transcript.answer(reply).ifPresent(AnswerViewModel::begin);
                    show();
                }
            }
            case ServiceEvent.Reading(SessionId id, MessageId reply, int evaluated, int total, _) ->
                    answer(id, reply).ifPresent(answer -> answer.read(evaluated, total));
            case ServiceEvent.Answered(SessionId id, _) -> {
                if (session().equals(Optional.of(id))) {
                    open = Optional.empty();
                    answering.set(false);
                    show();
                }
            }
            case ServiceEvent.Counted(SessionId id, Ledger counted) -> {
                if (session().equals(Optional.of(id))) {
                    ledger.set(Optional.of(counted));
                }
            }
            case ServiceEvent.Exported(_, Path file) -> tell(texts.get("export.done", file));
            case ServiceEvent.Imported(Path file, int sessions, var notices) ->
                    tell(ImportSentences.of(file, sessions, notices, texts));
            case ServiceEvent.NotExported(Path file, var reason) ->
                    transcript.add(Notice.of(ExportSentences.of(file, reason, texts)));
            case ServiceEvent.OfEngine _,
                    ServiceEvent.OfStore _,
                    ServiceEvent.Listed _,
                    ServiceEvent.Found _ -> {}
        }
    }

    private Optional<AnswerViewModel> answer(SessionId id, MessageId reply) {
        return session().equals(Optional.of(id)) ? transcript.answer(reply) : Optional.empty();
    }

    private void open(Session session, Optional<MessageId> reply) {
        shown = Optional.of(session);
        open = reply;
        answering.set(reply.isPresent());
        transcript.clear();
        failedLoad.forget();
        ledger.set(Optional.empty());
        takeOver(session);
        show();
        opened.set(opened.get() + 1);
    }

    /** What a session has of its own appears in the window, without being sent back. */
    private void takeOver(Session session) {
        waiting.show(session.queue());
        thinking.follow(session.settings().thinking().orElse(service.thinksByDefault()));
    }

    private void configureThinking(boolean on) {
        configure(settings -> settings.withThinking(Optional.of(on)));
    }

    private void change(Session session, Entry entry) {
        session.apply(entry);
        switch (entry.change()) {
            case Change.MessageAdded _, Change.RunStarted _ -> show();
            case Change.AnswerGrew(MessageId reply, _, _) -> showAnswer(session, reply);
            case Change.ToolAsked(MessageId reply, _) -> showAnswer(session, reply);
            case Change.RunEnded(MessageId reply, _) -> showAnswer(session, reply);
            case Change.AnswerEnded _, Change.BranchShown _, Change.ContextCut _ -> show();
            case Change.QueueChanged(List<Queued> queue) -> waiting.show(queue);
            case Change.SettingsChanged _ -> takeOver(session);
            case Change.Drafted _, Change.Titled _, Change.Pinned _ -> {}
        }
    }

    private void show() {
        Author by = model.author().get().orElse(new Author("", false));
        shown.ifPresent(session -> transcript.show(session, open, by));
        if (model.state().get() instanceof ModelState.Ready) {
            open.flatMap(transcript::answer)
                    .filter(answer -> answer.phase().get() == AnswerViewModel.Phase.WAITING)
                    .ifPresent(AnswerViewModel::beginReading);
        }
    }

    private void showAnswer(Session session, MessageId reply) {
        transcript
                .answer(reply)
                .ifPresent(
                        view -> session.answer(reply).ifPresent(answer -> view.show(answer, true)));
    }

    private Optional<Notice> noticeOf(MessageId reply, Answer answer) {
        return answerNotices.of(answer, () -> goOn(reply));
    }

    private void modelIsThere() {
        open.flatMap(transcript::answer)
                .ifPresent(answer -> model.author().get().ifPresent(answer::setAuthor));
        show();
    }
}
