package notso.app.view;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
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
import notso.app.conversation.store.StoreNotice;
import notso.app.engine.EngineEvent;
import notso.app.engine.ModelChoice;
import notso.app.view.look.Texts;
import notso.app.view.transcript.AnswerViewModel;
import notso.app.view.transcript.AnswerViewModel.Author;
import notso.app.view.transcript.Transcript;
import notso.app.view.transcript.TranscriptItem;
import notso.app.view.transcript.TranscriptItem.Notice;
import notso.inference.Problem;
import notso.inference.ProblemText;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The conversation that a window shows. For one thread, that of the window. */
public final class ChatViewModel {

    private final AnswerService service;
    private final Texts texts;
    private final AnswerNotices answerNotices;
    private final Transcript transcript;

    private final ReadOnlyObjectWrapper<ModelState> model =
            new ReadOnlyObjectWrapper<>(new ModelState.Absent());
    private final ReadOnlyObjectWrapper<Optional<Author>> author =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper answering = new ReadOnlyBooleanWrapper();
    private final BooleanProperty thinking = new SimpleBooleanProperty(true);
    private final ObservableList<Queued> queue = FXCollections.observableArrayList();
    private final ReadOnlyIntegerWrapper opened = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<Optional<Ledger>> ledger =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    private Optional<Session> shown = Optional.empty();
    private Optional<MessageId> open = Optional.empty();
    private Optional<Notice> noticeOfLoad = Optional.empty();
    private Optional<Notice> noticeOfStore = Optional.empty();
    private boolean following;

    /**
     * @param service its events are to be handed to {@link #accept}
     * @param texts sentences in the person's language
     * @param nanoTime a clock in nanoseconds, of any origin
     */
    public ChatViewModel(AnswerService service, Texts texts, LongSupplier nanoTime) {
        this.service = service;
        this.texts = texts;
        this.answerNotices = new AnswerNotices(texts);
        this.transcript = new Transcript(nanoTime, this::noticeOf);
        thinking.subscribe(this::configureThinking);
    }

    /** What was said, oldest first; read-only. */
    public ObservableList<TranscriptItem> items() {
        return transcript.items();
    }

    public ReadOnlyObjectProperty<ModelState> model() {
        return model.getReadOnlyProperty();
    }

    /** The model that was chosen, loaded or not. */
    public ReadOnlyObjectProperty<Optional<Author>> author() {
        return author.getReadOnlyProperty();
    }

    /** True from the sending of a message to the end of its answer. */
    public ReadOnlyBooleanProperty answering() {
        return answering.getReadOnlyProperty();
    }

    /** Whether the next answer begins with thinking. */
    public BooleanProperty thinking() {
        return thinking;
    }

    /** What waits for the answer that is being made, the next one first; read-only. */
    public ObservableList<Queued> queue() {
        return FXCollections.unmodifiableObservableList(queue);
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
        forgetFailedLoad();
        service.send(shown.get().id(), message);
        return true;
    }

    /** Ends the open answer early. */
    public void stop() {
        session().ifPresent(service::stop);
    }

    /** Asks something else in the place of a question. */
    public void edit(TranscriptItem.Asked asked, String text) {
        Draft changed = new Draft(text, asked.question().attachments());
        session().ifPresent(id -> service.edit(id, asked.question().id(), changed));
    }

    /** Has its question answered once more. */
    public void regenerate(AnswerViewModel answer) {
        session().ifPresent(id -> service.regenerate(id, answer.id()));
    }

    /** Shows the branch so many places away from the one that is shown. */
    public void switchBranch(TranscriptItem item, int by) {
        Optional<MessageId> turn =
                switch (item) {
                    case TranscriptItem.Asked asked -> Optional.of(asked.question().id());
                    case AnswerViewModel answer -> Optional.of(answer.id());
                    case TranscriptItem.CutLine _, Notice _ -> Optional.empty();
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
    public void editQueued(Queued waiting, String text) {
        Draft changed = new Draft(text, text.isBlank() ? List.of() : waiting.draft().attachments());
        session().ifPresent(id -> service.editQueued(id, waiting.number(), changed));
    }

    /** Asks what waits first, after a stop. */
    public void sendQueued() {
        session().ifPresent(service::sendQueued);
    }

    /** Loads this file in place of the model that is there. */
    public void openModel(Path file) {
        openModel(() -> new ModelChoice.File(file));
    }

    /** Loads what this gives; it is asked on another thread and may look at the disk. */
    public void openModel(Supplier<ModelChoice> choice) {
        service.openModel(choice);
    }

    /** Ends the loading that is going on. */
    public void cancelLoading() {
        service.cancelLoading();
    }

    /** Shows that something went wrong outside of a model's work. */
    public void report(String sentence) {
        transcript.add(Notice.of(sentence));
    }

    /** Takes what the service tells, in order. */
    public void accept(List<ServiceEvent> events) {
        Deltas.joined(events).forEach(this::accept);
    }

    private void accept(ServiceEvent event) {
        switch (event) {
            case ServiceEvent.OfEngine(EngineEvent engineEvent) -> accept(engineEvent);
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
            case ServiceEvent.OfStore(var notice) -> accept(notice);
            case ServiceEvent.Listed _ -> {}
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
        ledger.set(Optional.empty());
        takeOver(session);
        show();
        opened.set(opened.get() + 1);
    }

    /** What a session has of its own appears in the window, without being sent back. */
    private void takeOver(Session session) {
        queue.setAll(session.queue());
        following = true;
        thinking.set(session.settings().thinking().orElse(service.thinksByDefault()));
        following = false;
    }

    private void configureThinking(boolean on) {
        if (!following) {
            session()
                    .ifPresent(
                            id ->
                                    service.configure(
                                            id,
                                            settings -> settings.withThinking(Optional.of(on))));
        }
    }

    private void change(Session session, Entry entry) {
        session.apply(entry);
        switch (entry.change()) {
            case Change.MessageAdded _, Change.RunStarted _ -> show();
            case Change.AnswerGrew(MessageId reply, _, _) -> showAnswer(session, reply);
            case Change.ToolAsked(MessageId reply, _) -> showAnswer(session, reply);
            case Change.RunEnded(MessageId reply, _) -> showAnswer(session, reply);
            case Change.AnswerEnded _, Change.BranchShown _, Change.ContextCut _ -> show();
            case Change.QueueChanged(List<Queued> waiting) -> queue.setAll(waiting);
            case Change.SettingsChanged _ -> takeOver(session);
            case Change.Drafted _, Change.Titled _, Change.Pinned _ -> {}
        }
    }

    private void show() {
        Author by = author.get().orElse(new Author("", false));
        shown.ifPresent(session -> transcript.show(session, open, by));
        if (model.get() instanceof ModelState.Ready) {
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
        return answerNotices.of(answer, () -> session().ifPresent(id -> service.goOn(id, reply)));
    }

    private void accept(StoreNotice notice) {
        String sentence = StoreSentences.of(notice, texts);
        if (notice instanceof StoreNotice.SavedAgain) {
            noticeOfStore.ifPresent(transcript::remove);
            noticeOfStore = Optional.empty();
        } else {
            transcript.add(Notice.of(sentence));
        }
    }

    private void accept(EngineEvent event) {
        switch (event) {
            case EngineEvent.Loading(ModelChoice choice, var progress) -> {
                forgetFailedLoad();
                author.set(Optional.of(new Author(choice.label(), choice.isDemo())));
                model.set(new ModelState.Loading(progress));
            }
            case EngineEvent.Loaded(_, var info, _, boolean isDemo) -> {
                author.set(Optional.of(new Author(info.name(), isDemo)));
                model.set(new ModelState.Ready(info));
                open.flatMap(transcript::answer)
                        .ifPresent(answer -> answer.setAuthor(author.get().orElseThrow()));
                show();
            }
            case EngineEvent.LoadFailed(ModelChoice choice, Problem problem) ->
                    loadFailed(choice, problem);
            case EngineEvent.Lost _ -> model.set(new ModelState.Failed());
        }
    }

    private void loadFailed(ModelChoice choice, Problem problem) {
        if (problem instanceof Problem.Cancelled) {
            model.set(new ModelState.Absent());
            return;
        }
        model.set(new ModelState.Failed());
        if (!answering.get()) {
            String sentence = ProblemText.sentence(problem);
            Notice notice = Notice.of(sentence, Notice.Kind.RETRY, () -> openModel(() -> choice));
            transcript.add(notice);
            noticeOfLoad = Optional.of(notice);
        }
    }

    private void forgetFailedLoad() {
        noticeOfLoad.ifPresent(transcript::remove);
        noticeOfLoad = Optional.empty();
    }
}
