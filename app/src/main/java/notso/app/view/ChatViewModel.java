package notso.app.view;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import notso.app.answer.AnswerRequest;
import notso.app.answer.AnswerService;
import notso.app.answer.ModelChoice;
import notso.app.answer.ServiceEvent;
import notso.app.answer.Turn;
import notso.app.view.transcript.AnswerViewModel;
import notso.app.view.transcript.AnswerViewModel.Author;
import notso.app.view.transcript.TranscriptItem;
import notso.app.view.transcript.TranscriptItem.Notice;
import notso.inference.Problem;
import notso.inference.ProblemText;
import notso.inference.stream.AnswerEvent;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** A conversation with a model, as a window shows it. For one thread, that of the window. */
public final class ChatViewModel {

    private final AnswerService service;
    private final LongSupplier nanoTime;
    private final Conversation conversation = new Conversation();

    private final ObservableList<TranscriptItem> items = FXCollections.observableArrayList();
    private final ObservableList<TranscriptItem> readOnlyItems =
            FXCollections.unmodifiableObservableList(items);
    private final ReadOnlyObjectWrapper<ModelState> model =
            new ReadOnlyObjectWrapper<>(new ModelState.Absent());
    private final ReadOnlyObjectWrapper<Optional<Author>> author =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper answering = new ReadOnlyBooleanWrapper();
    private final BooleanProperty thinking = new SimpleBooleanProperty(true);

    private Optional<AnswerViewModel> open = Optional.empty();
    private Optional<Notice> noticeOfLoad = Optional.empty();

    /**
     * @param service its events are to be handed to {@link #accept}
     * @param nanoTime a clock in nanoseconds, of any origin
     */
    public ChatViewModel(AnswerService service, LongSupplier nanoTime) {
        this.service = service;
        this.nanoTime = nanoTime;
    }

    /** What was said, oldest first; read-only. */
    public ObservableList<TranscriptItem> items() {
        return readOnlyItems;
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

    /** Asks; returns false, and does nothing, for blank text or while an answer is open. */
    public boolean send(String text) {
        if (text.isBlank() || answering.get()) {
            return false;
        }
        forgetFailedLoad();
        outdateNotices();
        items.add(new TranscriptItem.Asked(text));
        conversation.add(new Turn.Question(text));
        ask();
        return true;
    }

    /** Ends the open answer early. */
    public void stop() {
        service.stop();
    }

    /** Loads this file in place of the model that is there. */
    public void openModel(Path file) {
        open(() -> new ModelChoice.File(file));
    }

    /** Loads what this gives; it is asked on another thread and may look at the disk. */
    public void open(Supplier<ModelChoice> choice) {
        service.open(choice);
    }

    /** Ends the loading that is going on. */
    public void cancelLoading() {
        service.cancelLoading();
    }

    /** Shows that something went wrong outside of a model's work. */
    public void report(String sentence) {
        items.add(new Notice(sentence, Optional.empty()));
    }

    /** Takes what the service tells, in order. */
    public void accept(List<ServiceEvent> events) {
        Deltas.joined(events).forEach(this::accept);
    }

    private void accept(ServiceEvent event) {
        switch (event) {
            case ServiceEvent.Loading(ModelChoice choice, var progress) -> {
                forgetFailedLoad();
                author.set(Optional.of(new Author(choice.label(), choice.isDemo())));
                model.set(new ModelState.Loading(progress));
            }
            case ServiceEvent.Loaded(_, var info, boolean isDemo) -> {
                Author loaded = new Author(info.name(), isDemo);
                author.set(Optional.of(loaded));
                model.set(new ModelState.Ready(info));
                open.ifPresent(answer -> answer.answeredBy(loaded));
            }
            case ServiceEvent.LoadFailed(ModelChoice choice, Problem problem) ->
                    loadFailed(choice, problem);
            case ServiceEvent.Answering(AnswerEvent answerEvent) -> {
                open.ifPresent(answer -> answer.accept(answerEvent));
                if (answerEvent instanceof AnswerEvent.Finished) {
                    close();
                }
            }
            case ServiceEvent.AnswerFailed(Problem problem) -> answerFailed(problem);
        }
    }

    private void loadFailed(ModelChoice choice, Problem problem) {
        if (problem instanceof Problem.Cancelled) {
            model.set(new ModelState.Absent());
            return;
        }
        model.set(new ModelState.Failed());
        if (open.isEmpty()) {
            String sentence = ProblemText.sentence(problem);
            Notice notice = new Notice(sentence, Optional.of(() -> open(() -> choice)));
            items.add(notice);
            noticeOfLoad = Optional.of(notice);
        }
    }

    private void ask() {
        Author by = author.get().orElse(new Author("", false));
        AnswerViewModel answer = new AnswerViewModel(by, nanoTime);
        if (model.get() instanceof ModelState.Ready) {
            answer.answeredBy(by);
        }
        items.add(answer);
        open = Optional.of(answer);
        answering.set(true);
        service.ask(new AnswerRequest(conversation.messages(), thinking.get()));
    }

    private void answerFailed(Problem problem) {
        Optional<AnswerViewModel> failed = open;
        failed.ifPresent(AnswerViewModel::fail);
        close();
        failed.filter(AnswerViewModel::isBlank).ifPresent(items::remove);
        items.add(
                new Notice(
                        ProblemText.sentence(problem),
                        Optional.of(() -> failed.ifPresent(this::askAgain))));
    }

    private void askAgain(AnswerViewModel failed) {
        if (answering.get()) {
            return;
        }
        items.removeIf(item -> item instanceof Notice || item == failed);
        conversation.withdrawReply();
        ask();
    }

    private void forgetFailedLoad() {
        noticeOfLoad.ifPresent(items::remove);
        noticeOfLoad = Optional.empty();
    }

    /** Only the last question can be asked again. */
    private void outdateNotices() {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Notice notice && notice.retry().isPresent()) {
                items.set(i, notice.outdated());
            }
        }
    }

    private void close() {
        open.ifPresent(
                answer ->
                        conversation.add(
                                new Turn.Reply(answer.thinking().get(), answer.text().get())));
        open = Optional.empty();
        answering.set(false);
    }
}
