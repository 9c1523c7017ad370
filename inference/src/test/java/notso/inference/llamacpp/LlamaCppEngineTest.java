package notso.inference.llamacpp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.CancelSignal;
import notso.inference.Device;
import notso.inference.EngineException;
import notso.inference.FinishReason;
import notso.inference.GenerationEvent;
import notso.inference.GenerationRequest;
import notso.inference.LoadProgress;
import notso.inference.LoadedModel;
import notso.inference.ModelOptions;
import notso.inference.Problem;
import notso.inference.Prompt;
import notso.inference.Sampling;
import notso.inference.fixture.Requirement;
import notso.inference.fixture.TestModel;
import notso.inference.fixture.TestShape;
import notso.inference.fixture.TestVocabulary;
import notso.inference.gguf.ContentKey;
import notso.inference.gguf.GgufFile;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The real library with a tiny model of random weights. */
@Tag("engine")
class LlamaCppEngineTest {

    private static final int CONTEXT = 1280;

    @TempDir static Path folder;

    private static final TestVocabulary VOCABULARY = TestModel.tiny().vocabulary();

    private static Path path;
    private static LlamaCppEngine engine;
    private static LoadedModel model;

    @BeforeAll
    static void load() {
        Requirement.fastEngine();
        path = TestModel.tiny().writeTo(folder.resolve("tiny.gguf"));
        engine = new LlamaCppEngine();
        model = engine.load(options(), LoadProgress.Listener.NONE, new CancelSignal());
    }

    @AfterAll
    static void close() {
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void tellsWhatItLoaded() {
        try (GgufFile file = GgufFile.open(path)) {
            assertEquals(ContentKey.of(file), model.info().contentKey());
        }
        assertEquals("smollm3", model.info().architecture());
        assertEquals(CONTEXT, model.info().contextLength());
        assertEquals(65_536, model.info().trainedContextLength());
        assertEquals(4, model.info().layers());
        assertEquals("<|im_end|>", model.info().eosToken());
        assertEquals(TestModel.standardTemplate(), model.info().chatTemplate().orElseThrow());
        assertEquals(VOCABULARY.size(), model.info().vocabularySize());
    }

    @Test
    void listsTheProcessor() {
        assertTrue(engine.devices().stream().anyMatch(d -> d.kind() == Device.Kind.CPU));
    }

    @Test
    void reportsLoadingInOrder() {
        List<LoadProgress> steps = new ArrayList<>();
        try (LlamaCppEngine other = new LlamaCppEngine()) {
            other.load(options(), steps::add, new CancelSignal());
        }
        List<LoadProgress.Phase> phases =
                steps.stream().map(LoadProgress::phase).distinct().toList();
        assertEquals(
                List.of(
                        LoadProgress.Phase.CHECKING,
                        LoadProgress.Phase.LOADING,
                        LoadProgress.Phase.PREPARING),
                phases);
        assertEquals(new LoadProgress(LoadProgress.Phase.PREPARING, 1), steps.getLast());
    }

    @Test
    void loadingStopsWhenCancelled() {
        CancelSignal cancel = new CancelSignal();
        try (LlamaCppEngine other = new LlamaCppEngine()) {
            EngineException e =
                    assertThrows(
                            EngineException.class,
                            () ->
                                    other.load(
                                            options(),
                                            progress -> {
                                                if (progress.phase()
                                                        == LoadProgress.Phase.LOADING) {
                                                    cancel.cancel();
                                                }
                                            },
                                            cancel));
            assertInstanceOf(Problem.Cancelled.class, e.problem());
        }
    }

    @Test
    void greedyOutputRepeatsItself() {
        Run first = run(greedy("One day a fox").withMaxTokens(12));
        Run second = run(greedy("One day a fox").withMaxTokens(12));
        assertEquals(12, first.ids().size());
        assertEquals(FinishReason.LENGTH, first.finished().reason());
        assertEquals(first.ids().getFirst(), second.ids().getFirst());
        assertEquals(12, first.finished().statistics().generatedTokens());
    }

    @Test
    void seedMakesSamplingRepeatable() {
        GenerationRequest request =
                greedy("One day a fox")
                        .withSampling(Sampling.DEFAULT.withTemperature(2).withSeed(7))
                        .withMaxTokens(10);
        run(greedy("Something else entirely").withMaxTokens(1));
        Run first = run(request);
        run(greedy("Something else entirely").withMaxTokens(1));
        assertEquals(first.ids(), run(request).ids());
    }

    @Test
    void repeatedHistoryIsNotReadAgain() {
        List<Integer> history = IntStream.range(0, 1000).map(i -> 40 + i % 50).boxed().toList();
        List<Integer> longer = new ArrayList<>(history);
        longer.addAll(List.of(41, 43, 47));
        run(forever(Prompt.tokens(history)).withMaxTokens(1));
        Run second = run(forever(Prompt.tokens(longer)).withMaxTokens(1));
        assertEquals(1000, second.finished().statistics().reusedTokens());
        assertEquals(3, second.finished().statistics().evaluatedTokens());
    }

    @Test
    void anotherBeginningIsReadAnew() {
        run(forever(Prompt.tokens(List.of(40, 41, 42, 43))).withMaxTokens(1));
        Run second = run(forever(Prompt.tokens(List.of(50, 41, 42, 43))).withMaxTokens(1));
        assertEquals(0, second.finished().statistics().reusedTokens());
    }

    @Test
    void reportsPromptProgressUpToTheEnd() {
        Run run = run(greedy("A few words").withMaxTokens(1));
        GenerationEvent.PromptProgress last =
                run.events().stream()
                        .filter(GenerationEvent.PromptProgress.class::isInstance)
                        .map(GenerationEvent.PromptProgress.class::cast)
                        .reduce((_, b) -> b)
                        .orElseThrow();
        assertEquals(last.total(), last.evaluated());
        assertEquals(run.finished().statistics().promptTokens(), last.total());
    }

    @Test
    void contextThatIsFullEndsTheAnswer() {
        Run run = run(forever(Prompt.plain("Count: ")));
        assertEquals(FinishReason.CONTEXT_FULL, run.finished().reason());
        int used =
                run.finished().statistics().promptTokens()
                        + run.finished().statistics().generatedTokens();
        // The last token needs no room: nothing follows it.
        assertEquals(CONTEXT + 1, used);
    }

    @Test
    void stopTextEndsTheAnswerAndIsNotInIt() {
        String whole = run(greedy("One day a fox").withMaxTokens(12)).text();
        String stop = whole.substring(whole.length() / 2, whole.length() / 2 + 1);
        Run run = run(greedy("One day a fox").withMaxTokens(12).withStop(List.of(stop)));
        assertEquals(FinishReason.STOP_TEXT, run.finished().reason());
        assertEquals(whole.substring(0, whole.indexOf(stop)), run.text());
    }

    @Test
    void cancelEndsReadingAndTheNextAnswerIsWhole() {
        CancelSignal cancel = new CancelSignal();
        List<Integer> ids = IntStream.range(0, 500).map(i -> 30 + i % 60).boxed().toList();
        GenerationEvent.Finished finished =
                model.generate(
                        forever(Prompt.tokens(ids)),
                        event -> {
                            if (event instanceof GenerationEvent.PromptProgress) {
                                cancel.cancel();
                            }
                        },
                        cancel);
        assertEquals(FinishReason.CANCELLED, finished.reason());
        assertEquals(0, finished.statistics().generatedTokens());
        assertEquals(5, run(greedy("One day a fox").withMaxTokens(5)).ids().size());
    }

    @Test
    void cancelEndsGeneration() {
        CancelSignal cancel = new CancelSignal();
        List<GenerationEvent.Token> tokens = new ArrayList<>();
        GenerationEvent.Finished finished =
                model.generate(
                        forever(Prompt.plain("Go on")),
                        event -> {
                            if (event instanceof GenerationEvent.Token token) {
                                tokens.add(token);
                                if (tokens.size() == 3) {
                                    cancel.cancel();
                                }
                            }
                        },
                        cancel);
        assertEquals(FinishReason.CANCELLED, finished.reason());
        assertEquals(3, finished.statistics().generatedTokens());
    }

    @Test
    void namesOfSpecialTokensMeanNothingInForeignText() {
        int end = id("<|im_end|>");
        int think = id("<think>");
        int[] markup = model.tokenize(Prompt.markup("a<think>b<|im_end|>"));
        assertTrue(contains(markup, end));
        assertTrue(contains(markup, think));
        for (int special = VOCABULARY.firstAdded(); special < VOCABULARY.size(); special++) {
            String name = VOCABULARY.tokens().get(special);
            int[] plain = model.tokenize(Prompt.plain("a" + name + "b"));
            assertFalse(contains(plain, special), name);
        }
    }

    @Test
    void harmlessForeignTextGivesTheIdsOfTheWholeText() {
        int[] whole =
                model.tokenize(Prompt.markup("<|im_start|>user\n\n  hello there<|im_end|>\n"));
        int[] parts =
                model.tokenize(
                        new Prompt.Builder()
                                .markup("<|im_start|>user\n")
                                .plain("\n  hello there")
                                .markup("<|im_end|>\n")
                                .build());
        assertArrayEquals(whole, parts);
    }

    @Test
    void promptThatFillsTheContextIsRefused() {
        EngineException e =
                assertThrows(
                        EngineException.class,
                        () ->
                                run(
                                        forever(
                                                Prompt.tokens(
                                                        IntStream.range(0, CONTEXT)
                                                                .map(_ -> 40)
                                                                .boxed()
                                                                .toList()))));
        assertEquals(new Problem.PromptTooLong(CONTEXT, CONTEXT), e.problem());
    }

    @Test
    void emptyPromptAndUnknownTokensAreRefused() {
        assertThrows(EngineException.class, () -> run(greedy("")));
        assertThrows(EngineException.class, () -> run(forever(Prompt.tokens(List.of(1 << 20)))));
        assertThrows(EngineException.class, () -> run(forever(Prompt.tokens(List.of(-3)))));
    }

    @Test
    void layersForAGraphicsProcessorThatIsNotThereAreRefused() {
        try (LlamaCppEngine other = new LlamaCppEngine()) {
            if (other.devices().stream().allMatch(d -> d.kind() == Device.Kind.CPU)) {
                EngineException e =
                        assertThrows(
                                EngineException.class,
                                () ->
                                        other.load(
                                                options().withGpuLayers(1),
                                                LoadProgress.Listener.NONE,
                                                new CancelSignal()));
                assertInstanceOf(Problem.NotSupported.class, e.problem());
            }
        }
    }

    @Test
    void architectureThatTheLibraryDoesNotKnowIsNamed() {
        Path other =
                TestModel.tiny().withArchitecture("qwen99").writeTo(folder.resolve("qwen.gguf"));
        try (LlamaCppEngine second = new LlamaCppEngine()) {
            EngineException e =
                    assertThrows(
                            EngineException.class,
                            () ->
                                    second.load(
                                            ModelOptions.of(other),
                                            LoadProgress.Listener.NONE,
                                            new CancelSignal()));
            assertInstanceOf(Problem.UnsupportedModel.class, e.problem());
            assertTrue(e.getMessage().contains("'qwen99'"), e.getMessage());
        }
    }

    @Test
    void unknownDeviceIsRefused() {
        try (LlamaCppEngine other = new LlamaCppEngine()) {
            EngineException e =
                    assertThrows(
                            EngineException.class,
                            () ->
                                    other.load(
                                            options().withDevice("Abacus0"),
                                            LoadProgress.Listener.NONE,
                                            new CancelSignal()));
            assertInstanceOf(Problem.InvalidValue.class, e.problem());
        }
    }

    @Test
    void smallerCacheTypesAndStretchedContextWork() {
        try (LlamaCppEngine other = new LlamaCppEngine()) {
            LoadedModel stretched =
                    other.load(
                            ModelOptions.of(
                                            TestModel.tiny()
                                                    .withShape(TestShape.TINY.withContext(256))
                                                    .writeTo(folder.resolve("short.gguf")))
                                    .withContextLength(512)
                                    .withThreads(1)
                                    .withKvTypes(
                                            ModelOptions.KvType.Q8_0, ModelOptions.KvType.Q8_0),
                            LoadProgress.Listener.NONE,
                            new CancelSignal());
            assertEquals(512, stretched.info().contextLength());
            GenerationEvent.Finished finished =
                    stretched.generate(
                            forever(Prompt.plain("Go on")).withMaxTokens(300),
                            _ -> {},
                            new CancelSignal());
            assertEquals(FinishReason.LENGTH, finished.reason());
        }
    }

    private static ModelOptions options() {
        return ModelOptions.of(path).withContextLength(CONTEXT).withThreads(1);
    }

    private static GenerationRequest greedy(String text) {
        return forever(Prompt.plain(text));
    }

    private static GenerationRequest forever(Prompt prompt) {
        return GenerationRequest.of(prompt).withSampling(Sampling.GREEDY).withEndsTurns(false);
    }

    private static int id(String name) {
        return VOCABULARY.tokens().indexOf(name);
    }

    private static boolean contains(int[] ids, int id) {
        return Arrays.stream(ids).anyMatch(each -> each == id);
    }

    private static Run run(GenerationRequest request) {
        List<GenerationEvent> events = new ArrayList<>();
        GenerationEvent.Finished finished =
                model.generate(request, events::add, new CancelSignal());
        return new Run(events, finished);
    }

    private record Run(List<GenerationEvent> events, GenerationEvent.Finished finished) {

        private List<GenerationEvent.Token> tokens() {
            return events.stream()
                    .filter(GenerationEvent.Token.class::isInstance)
                    .map(GenerationEvent.Token.class::cast)
                    .toList();
        }

        List<Integer> ids() {
            return tokens().stream().map(GenerationEvent.Token::id).filter(id -> id >= 0).toList();
        }

        String text() {
            return tokens().stream().map(GenerationEvent.Token::text).collect(Collectors.joining());
        }
    }
}
