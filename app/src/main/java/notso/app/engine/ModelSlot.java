package notso.app.engine;

import notso.inference.CancelSignal;
import notso.inference.Engine;
import notso.inference.EngineException;
import notso.inference.LoadProgress;
import notso.inference.ModelOptions;
import notso.inference.Problem;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Room for one engine with one model. Every method blocks and belongs to the engine thread;
 * failures become events, never exceptions.
 */
final class ModelSlot implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelSlot.class);

    private final EngineSource engines;
    private final Function<Path, ModelOptions> options;
    private final Consumer<EngineEvent> events;

    private Optional<ModelChoice> choice = Optional.empty();
    private Optional<Engine> engine = Optional.empty();
    private Optional<RunningModel> running = Optional.empty();
    private Problem whyNoModel = new Problem.Cancelled();
    private volatile int loads;

    ModelSlot(
            EngineSource engines,
            Function<Path, ModelOptions> options,
            Consumer<EngineEvent> events) {
        this.engines = engines;
        this.options = options;
        this.events = events;
    }

    /** How many loads have ended so far, well or not; for any thread. */
    int loads() {
        return loads;
    }

    /** Loads what is chosen in place of what was there. */
    void open(Supplier<ModelChoice> chooser, CancelSignal cancel) {
        try {
            open(chooser.get(), cancel);
        } catch (RuntimeException e) {
            LOG.error("There is no telling which model to open", e);
        }
    }

    /** Loads this in place of what was there. */
    void open(ModelChoice wanted, CancelSignal cancel) {
        close();
        choice = Optional.of(wanted);
        events.accept(
                new EngineEvent.Loading(wanted, new LoadProgress(LoadProgress.Phase.CHECKING, 0)));
        Optional<Problem> failure = tryToLoad(wanted, cancel);
        loads++;
        failure.ifPresent(
                problem -> {
                    unload(problem);
                    events.accept(new EngineEvent.LoadFailed(wanted, problem));
                });
        running.map(
                        model ->
                                new EngineEvent.Loaded(
                                        wanted,
                                        model.model().info(),
                                        model.engine(),
                                        model.isDemo()))
                .ifPresent(events);
    }

    private Optional<Problem> tryToLoad(ModelChoice wanted, CancelSignal cancel) {
        try {
            running = Optional.of(load(wanted, cancel));
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            return Optional.of(problem(e));
        }
    }

    private RunningModel load(ModelChoice wanted, CancelSignal cancel) {
        if (cancel.isCancelled()) {
            throw new EngineException(new Problem.Cancelled());
        }
        Engine fresh = engines.engineFor(wanted);
        engine = Optional.of(fresh);
        ModelOptions wantedOptions =
                switch (wanted) {
                    case ModelChoice.File(Path file) -> options.apply(file);
                    case ModelChoice.Demo _ -> ModelOptions.of(Path.of("demo"));
                };
        return new RunningModel(
                wanted,
                fresh.load(
                        wantedOptions,
                        progress -> events.accept(new EngineEvent.Loading(wanted, progress)),
                        cancel),
                fresh.info());
    }

    /**
     * Does a task, after loading the model once more if it is not there or if its engine died while
     * nobody asked it anything.
     *
     * @param loadsBefore {@link #loads()} at the time of asking: a load that failed since then is
     *     not repeated
     */
    void run(ModelTask task, int loadsBefore, CancelSignal cancel) {
        if (running.isEmpty() && loads == loadsBefore) {
            reopen(cancel);
        }
        Optional<Problem> problem = tryToRun(task, cancel);
        if (problem.filter(ModelSlot::isLoss).isPresent() && !task.hasBegun()) {
            reopen(cancel);
            problem = tryToRun(task, cancel);
        }
        problem.ifPresent(task::failed);
    }

    /** Does a task if there is a model, and drops it otherwise. */
    void runIfLoaded(ModelTask task, CancelSignal cancel) {
        if (running.isEmpty()) {
            task.dropped();
        } else {
            tryToRun(task, cancel).ifPresent(task::failed);
        }
    }

    private void reopen(CancelSignal cancel) {
        choice.ifPresent(again -> open(again, cancel));
    }

    private Optional<Problem> tryToRun(ModelTask task, CancelSignal cancel) {
        if (running.isEmpty()) {
            return Optional.of(whyNoModel);
        }
        try {
            task.run(running.get(), cancel);
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            Problem problem = problem(e);
            if (isLoss(problem)) {
                unload(problem);
                choice.ifPresent(lost -> events.accept(new EngineEvent.Lost(lost, problem)));
            }
            return Optional.of(problem);
        }
    }

    private static boolean isLoss(Problem problem) {
        return problem instanceof Problem.EngineDied || problem instanceof Problem.EngineHung;
    }

    private void unload(Problem problem) {
        close();
        whyNoModel = problem;
    }

    private Problem problem(Throwable thrown) {
        if (thrown instanceof EngineException e) {
            LOG.info("{}", e.getMessage());
            return e.problem();
        }
        LOG.error("The engine failed in a way that it should not", thrown);
        String id = running.map(model -> model.engine().id()).orElse("auto");
        return new Problem.EngineFailed(id, thrown.toString());
    }

    /** Gives the model back; what was chosen stays known. */
    @Override
    public void close() {
        Optional<Engine> closing = engine;
        running = Optional.empty();
        engine = Optional.empty();
        try {
            closing.ifPresent(Engine::close);
        } catch (RuntimeException e) {
            LOG.warn("The engine could not be closed", e);
        }
    }
}
