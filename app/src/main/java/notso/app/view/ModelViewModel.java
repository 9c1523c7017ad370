package notso.app.view;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import notso.app.answer.AnswerService;
import notso.app.answer.ServiceEvent;
import notso.app.engine.EngineEvent;
import notso.app.engine.ModelChoice;
import notso.app.view.transcript.AnswerViewModel.Author;
import notso.inference.Problem;
import notso.inference.ProblemText;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The model that answers, in whichever session. For one thread, that of the window. */
public final class ModelViewModel {

    /** Why there is no model. */
    record FailedLoad(ModelChoice choice, String sentence) {}

    private final AnswerService service;
    private final ReadOnlyObjectWrapper<ModelState> state =
            new ReadOnlyObjectWrapper<>(new ModelState.Absent());
    private final ReadOnlyObjectWrapper<Optional<Author>> author =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    private Optional<FailedLoad> failedLoad = Optional.empty();

    /**
     * @param service its events are to be handed to {@link #accept}
     */
    public ModelViewModel(AnswerService service) {
        this.service = service;
    }

    public ReadOnlyObjectProperty<ModelState> state() {
        return state.getReadOnlyProperty();
    }

    /** The model that was chosen, loaded or not. */
    public ReadOnlyObjectProperty<Optional<Author>> author() {
        return author.getReadOnlyProperty();
    }

    /** Loads this file in place of the model that is there. */
    public void open(Path file) {
        open(() -> new ModelChoice.File(file));
    }

    /** Loads what this gives; it is asked on another thread and may look at the disk. */
    public void open(Supplier<ModelChoice> choice) {
        service.openModel(choice);
    }

    /** Ends the loading that is going on. */
    public void cancelLoading() {
        service.cancelLoading();
    }

    /** The last load, if it failed and nothing was tried since. */
    Optional<FailedLoad> failedLoad() {
        return failedLoad;
    }

    void forgetFailedLoad() {
        failedLoad = Optional.empty();
    }

    /** Takes what the service tells, in order. */
    public void accept(List<ServiceEvent> events) {
        for (ServiceEvent event : events) {
            if (event instanceof ServiceEvent.OfEngine(EngineEvent engineEvent)) {
                accept(engineEvent);
            }
        }
    }

    private void accept(EngineEvent event) {
        switch (event) {
            case EngineEvent.Loading(ModelChoice choice, var progress) -> {
                forgetFailedLoad();
                author.set(Optional.of(new Author(choice.label(), choice.isDemo())));
                state.set(new ModelState.Loading(progress));
            }
            case EngineEvent.Loaded(_, var info, _, boolean isDemo) -> {
                author.set(Optional.of(new Author(info.name(), isDemo)));
                state.set(new ModelState.Ready(info));
            }
            case EngineEvent.LoadFailed(_, Problem.Cancelled _) ->
                    state.set(new ModelState.Absent());
            case EngineEvent.LoadFailed(ModelChoice choice, Problem problem) -> {
                failedLoad = Optional.of(new FailedLoad(choice, ProblemText.sentence(problem)));
                state.set(new ModelState.Failed());
            }
            case EngineEvent.Lost _ -> state.set(new ModelState.Failed());
        }
    }
}
