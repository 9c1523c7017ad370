package notso.app.answer;

import notso.inference.CancelSignal;
import notso.inference.Engine;
import notso.inference.EngineException;
import notso.inference.EngineInfo;
import notso.inference.GenerationRequest;
import notso.inference.LoadProgress;
import notso.inference.LoadedModel;
import notso.inference.ModelOptions;
import notso.inference.Problem;
import notso.inference.Prompt;
import notso.inference.scripted.ScriptedEngine;
import notso.inference.stream.AnswerFormat;
import notso.inference.stream.AnswerStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One engine with one model. Every method blocks and belongs to the background thread; failures
 * become events, never exceptions.
 */
final class EngineSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EngineSession.class);

    private final EngineSource engines;
    private final PromptMaker prompts;
    private final Consumer<ServiceEvent> events;

    private Optional<ModelChoice> choice = Optional.empty();
    private Optional<Engine> engine = Optional.empty();
    private Optional<EngineInfo> info = Optional.empty();
    private Optional<LoadedModel> model = Optional.empty();
    private Problem whyNoModel = new Problem.Cancelled();
    private volatile int loads;

    EngineSession(EngineSource engines, PromptMaker prompts, Consumer<ServiceEvent> events) {
        this.engines = engines;
        this.prompts = prompts;
        this.events = events;
    }

    /** How many loads have ended so far, well or not; for any thread. */
    int loads() {
        return loads;
    }

    /** Loads this in place of what was there. */
    void open(ModelChoice wanted, CancelSignal cancel) {
        close();
        choice = Optional.of(wanted);
        events.accept(
                new ServiceEvent.Loading(wanted, new LoadProgress(LoadProgress.Phase.CHECKING, 0)));
        Optional<Problem> failure = tryToLoad(wanted, cancel);
        loads++;
        if (failure.isPresent()) {
            unload(wanted, failure.get());
        }
        model.map(loaded -> new ServiceEvent.Loaded(wanted, loaded.info(), isDemo(wanted)))
                .ifPresent(events);
    }

    private Optional<Problem> tryToLoad(ModelChoice wanted, CancelSignal cancel) {
        try {
            model = Optional.of(load(wanted, cancel));
            info = engine.map(Engine::info);
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            return Optional.of(problem(e));
        }
    }

    private boolean isDemo(ModelChoice wanted) {
        return wanted.isDemo() || info.map(EngineInfo::id).equals(Optional.of(ScriptedEngine.ID));
    }

    private LoadedModel load(ModelChoice wanted, CancelSignal cancel) {
        if (cancel.isCancelled()) {
            throw new EngineException(new Problem.Cancelled());
        }
        Engine fresh = engines.engineFor(wanted);
        engine = Optional.of(fresh);
        Path path =
                switch (wanted) {
                    case ModelChoice.File(Path file) -> file;
                    case ModelChoice.Demo _ -> Path.of("demo");
                };
        return fresh.load(
                ModelOptions.of(path),
                progress -> events.accept(new ServiceEvent.Loading(wanted, progress)),
                cancel);
    }

    /**
     * Answers, after loading the model once more if it is not there or if its engine died while
     * nobody asked it anything.
     *
     * @param loadsBefore {@link #loads()} at the time of asking: a load that failed since then is
     *     not repeated
     */
    void answer(AnswerRequest request, int loadsBefore, CancelSignal cancel) {
        if (model.isEmpty() && loads == loadsBefore) {
            reopen(cancel);
        }
        AtomicBoolean begun = new AtomicBoolean();
        Optional<Problem> problem = generate(request, cancel, begun);
        if (problem.filter(EngineSession::isLoss).isPresent() && !begun.get()) {
            reopen(cancel);
            problem = generate(request, cancel, begun);
        }
        problem.map(ServiceEvent.AnswerFailed::new).ifPresent(events);
    }

    private void reopen(CancelSignal cancel) {
        choice.ifPresent(again -> open(again, cancel));
    }

    /**
     * @param begun set at the first event of the answer
     * @return why there is no answer, or no whole one
     */
    private Optional<Problem> generate(
            AnswerRequest request, CancelSignal cancel, AtomicBoolean begun) {
        if (model.isEmpty() || info.isEmpty()) {
            return Optional.of(whyNoModel);
        }
        try {
            generate(model.get(), info.get(), request, cancel, begun);
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            Problem problem = problem(e);
            if (isLoss(problem)) {
                choice.ifPresent(lost -> unload(lost, problem));
            }
            return Optional.of(problem);
        }
    }

    private void generate(
            LoadedModel loaded,
            EngineInfo by,
            AnswerRequest request,
            CancelSignal cancel,
            AtomicBoolean begun) {
        Prompt prompt = prompts.prompt(loaded.info(), request);
        AnswerStream stream =
                new AnswerStream(
                        AnswerFormat.of(by, prompt).withCalls(Set.of()),
                        event -> {
                            begun.set(true);
                            events.accept(new ServiceEvent.Answering(event));
                        });
        try {
            loaded.generate(GenerationRequest.of(prompt), stream, cancel);
        } catch (RuntimeException | Error e) {
            stream.breakOff();
            throw e;
        }
    }

    private static boolean isLoss(Problem problem) {
        return problem instanceof Problem.EngineDied || problem instanceof Problem.EngineHung;
    }

    private void unload(ModelChoice lost, Problem problem) {
        close();
        whyNoModel = problem;
        events.accept(new ServiceEvent.LoadFailed(lost, problem));
    }

    private Problem problem(Throwable thrown) {
        if (thrown instanceof EngineException e) {
            LOG.info("{}", e.getMessage());
            return e.problem();
        }
        LOG.error("The engine failed in a way that it should not", thrown);
        String id = info.map(EngineInfo::id).orElse("auto");
        return new Problem.EngineFailed(id, thrown.toString());
    }

    /** Gives the model back; what was chosen stays known. */
    @Override
    public void close() {
        Optional<Engine> closing = engine;
        model = Optional.empty();
        engine = Optional.empty();
        try {
            closing.ifPresent(Engine::close);
        } catch (RuntimeException e) {
            LOG.warn("The engine could not be closed", e);
        }
    }
}
