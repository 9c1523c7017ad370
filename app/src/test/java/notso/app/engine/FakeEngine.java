package notso.app.engine;

import notso.inference.Ability;
import notso.inference.CancelSignal;
import notso.inference.Device;
import notso.inference.Engine;
import notso.inference.EngineException;
import notso.inference.EngineInfo;
import notso.inference.FinishReason;
import notso.inference.GenerationEvent;
import notso.inference.GenerationRequest;
import notso.inference.GenerationStatistics;
import notso.inference.LoadProgress;
import notso.inference.LoadedModel;
import notso.inference.ModelInfo;
import notso.inference.ModelOptions;
import notso.inference.Problem;
import notso.inference.Prompt;
import notso.inference.Sampling;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Does what a test has told it to do, step by step; also the source of itself. Each character is a
 * token, of prompts and of answers.
 */
public final class FakeEngine implements Engine, EngineSource {

    /** One generation: sends tokens, waits, fails. */
    @FunctionalInterface
    public interface Telling {
        void tell(Consumer<String> tokens, CancelSignal cancel);
    }

    private static final GenerationStatistics STATISTICS =
            new GenerationStatistics(
                    10, 0, 5, Duration.ofMillis(5), Duration.ofSeconds(2), Duration.ofMillis(800));

    private static final String TEMPLATE =
            """
            {%- for m in messages %}<|im_start|>{{ m.role }}
            {{ m.content }}<|im_end|>
            {% endfor -%}
            {%- if add_generation_prompt %}<|im_start|>assistant
            {% if not enable_thinking %}<think>

            </think>
            {% endif %}{% endif %}\
            """;

    private final Queue<Problem> loadProblems = new ArrayDeque<>();
    private final Queue<Telling> tellings = new ArrayDeque<>();
    private final AtomicInteger loads = new AtomicInteger();
    private final AtomicInteger closings = new AtomicInteger();
    private final Queue<Prompt> prompts = new ConcurrentLinkedQueue<>();
    private final Queue<GenerationRequest> requests = new ConcurrentLinkedQueue<>();
    private volatile boolean isDemo;
    private volatile boolean restsIdle;
    private volatile int context = 8192;
    private volatile Set<Ability> abilities = Set.of(Ability.UNLOAD);
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** The next load fails so. */
    public FakeEngine failLoad(Problem problem) {
        loadProblems.add(problem);
        return this;
    }

    /** Loads wait until the latch is open or they are cancelled. */
    public FakeEngine holdLoads(CountDownLatch until) {
        gate = until;
        return this;
    }

    /** So many characters of context. */
    public FakeEngine context(int characters) {
        context = characters;
        return this;
    }

    public FakeEngine able(Ability... what) {
        abilities = Set.of(what);
        return this;
    }

    /** The next generation goes so. */
    public FakeEngine tell(Telling telling) {
        tellings.add(telling);
        return this;
    }

    /** The next generation is this text, one token for each blank-separated word. */
    public FakeEngine answer(String text) {
        return tell((tokens, _) -> List.of(text.splitWithDelimiters(" ", 0)).forEach(tokens));
    }

    public int loads() {
        return loads.get();
    }

    public int closings() {
        return closings.get();
    }

    /** What is asked in idle time, at temperature 0, gets nothing, and takes no telling away. */
    public FakeEngine restIdle() {
        restsIdle = true;
        return this;
    }

    /** What it was asked, oldest first. */
    public List<Prompt> prompts() {
        return List.copyOf(prompts);
    }

    /** The same with all that goes with a prompt. */
    public List<GenerationRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public Engine engineFor(ModelChoice choice) {
        isDemo = choice.isDemo();
        return this;
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo(isDemo ? "scripted" : "fake", "1", abilities);
    }

    @Override
    public List<Device> devices() {
        return List.of();
    }

    @Override
    public LoadedModel load(
            ModelOptions options, LoadProgress.Listener progress, CancelSignal cancel) {
        loads.incrementAndGet();
        progress.progress(new LoadProgress(LoadProgress.Phase.LOADING, 0.5));
        try (var _ = cancel.onCancel(gate::countDown)) {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (cancel.isCancelled()) {
            throw new EngineException(new Problem.Cancelled());
        }
        Optional.ofNullable(loadProblems.poll())
                .ifPresent(
                        problem -> {
                            throw new EngineException(problem);
                        });
        return new Model(options.path());
    }

    @Override
    public void close() {
        closings.incrementAndGet();
    }

    private final class Model implements LoadedModel {

        private final Path path;

        Model(Path path) {
            this.path = path;
        }

        @Override
        public ModelInfo info() {
            return new ModelInfo(
                    path,
                    "",
                    "Fake model",
                    "fake",
                    context,
                    context,
                    10,
                    1,
                    0,
                    "CPU",
                    0,
                    Optional.of(TEMPLATE),
                    "",
                    "");
        }

        @Override
        public int[] tokenize(Prompt prompt) {
            return prompt.text().chars().toArray();
        }

        @Override
        public GenerationEvent.Finished generate(
                GenerationRequest request, Consumer<GenerationEvent> events, CancelSignal cancel) {
            boolean isIdle = restsIdle && request.sampling().equals(Sampling.GREEDY);
            if (!isIdle) {
                prompts.add(request.prompt());
                requests.add(request);
            }
            Telling telling = isIdle ? (_, _) -> {} : tellings.remove();
            AtomicInteger room = new AtomicInteger(context - tokenize(request.prompt()).length);
            telling.tell(
                    text -> {
                        if (room.addAndGet(-text.length()) >= 0) {
                            events.accept(
                                    new GenerationEvent.Token(
                                            GenerationEvent.Token.UNKNOWN_ID, text, false));
                        }
                    },
                    cancel);
            FinishReason reason =
                    room.get() < 0 ? FinishReason.CONTEXT_FULL : FinishReason.END_OF_TURN;
            GenerationEvent.Finished end =
                    new GenerationEvent.Finished(
                            cancel.isCancelled() ? FinishReason.CANCELLED : reason, STATISTICS);
            events.accept(end);
            return end;
        }

        @Override
        public void close() {}
    }
}
