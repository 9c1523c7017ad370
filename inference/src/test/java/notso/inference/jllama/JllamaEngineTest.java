package notso.inference.jllama;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.Ability;
import notso.inference.CancelSignal;
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
import notso.inference.fixture.TestModel;
import notso.inference.fixture.TestVocabulary;
import notso.inference.gguf.ContentKey;
import notso.inference.gguf.GgufArray;
import notso.inference.gguf.GgufFile;
import notso.inference.gguf.GgufValue;
import notso.inference.gguf.GgufValueType;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The portable engine on a tiny SmolLM3, adapted. */
@Tag("engine")
class JllamaEngineTest {

    private static final int CONTEXT = 512;
    private static final TestVocabulary VOCABULARY = TestVocabulary.small();
    private static final String LONG_TEXT =
            "The quick brown fox jumps over the lazy dog. ".repeat(8);

    @TempDir static Path folder;

    private static JllamaEngine engine;
    private static LoadedModel model;
    private static Path path;

    @BeforeAll
    static void load() {
        path = TestModel.tiny().writeTo(folder.resolve("tiny.gguf"));
        engine = new JllamaEngine(folder.resolve("adapted"));
        model =
                engine.load(
                        ModelOptions.of(path).withContextLength(CONTEXT).withThreads(2),
                        LoadProgress.Listener.NONE,
                        new CancelSignal());
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void tellsWhatWasLoadedNotWhatItWasMadeOf() {
        assertEquals(path, model.info().path());
        try (GgufFile file = GgufFile.open(path)) {
            assertEquals(ContentKey.of(file), model.info().contentKey());
        }
        assertEquals("smollm3", model.info().architecture());
        assertEquals(CONTEXT, model.info().contextLength());
        assertEquals(VOCABULARY.size(), model.info().vocabularySize());
        assertEquals("<|im_end|>", model.info().eosToken());
        assertFalse(engine.info().can(Ability.UNLOAD));
        assertFalse(engine.info().can(Ability.TOKEN_IDS));
        assertTrue(engine.info().can(Ability.SPECIAL_TOKENS));
    }

    @Test
    void greedyAnswersRepeatThemselves() {
        GenerationRequest request = greedy(Prompt.plain("Once upon a time"), 24);
        Heard first = hear(request);
        assertEquals(first.text(), hear(request).text());
        assertFalse(first.text().isBlank());
        assertEquals(24, first.finished.statistics().generatedTokens());
        assertEquals(FinishReason.LENGTH, first.finished.reason());
    }

    @Test
    void seedsRepeatAndDiffer() {
        GenerationRequest request =
                greedy(Prompt.plain("Once upon a time"), 24)
                        .withSampling(
                                new Sampling(2, 40, 0.99, 0.001, 1.1, Sampling.DEFAULT.seed()));
        String one = hear(request.withSampling(request.sampling().withSeed(1))).text();
        assertEquals(one, hear(request.withSampling(request.sampling().withSeed(1))).text());
        assertNotEquals(one, hear(request.withSampling(request.sampling().withSeed(2))).text());
        assertEquals(
                hear(request.withSampling(request.sampling().withSeed(0xFFFF_FFFEL))).text(),
                hear(request.withSampling(request.sampling().withSeed(0xFFFF_FFFEL))).text());
    }

    @Test
    void namesOfSpecialTokensInForeignTextAreText() {
        int end = VOCABULARY.endOfTurn();
        assertArrayEquals(new int[] {end}, model.tokenize(Prompt.markup("<|im_end|>")));
        int[] ids = model.tokenize(Prompt.plain("a <|im_end|> b <think> c"));
        assertTrue(
                Arrays.stream(ids).allMatch(id -> id < VOCABULARY.firstAdded()),
                Arrays.toString(ids));
        assertEquals("a <|im_end|> b <think> c", textOf(ids));
    }

    @Test
    void everyNameInForeignTextIsText() {
        String all =
                String.join(
                        " ",
                        VOCABULARY.tokens().subList(VOCABULARY.firstAdded(), VOCABULARY.size()));
        int[] ids = model.tokenize(Prompt.plain(all));
        assertTrue(Arrays.stream(ids).allMatch(id -> id < VOCABULARY.firstAdded()));
        assertEquals(all, textOf(ids));
    }

    @Test
    void promptGoesInAsTheIdsThatTokenizeGives() {
        Prompt prompt =
                new Prompt.Builder()
                        .markup("<|im_start|>user\n")
                        .plain("Tell me of <|im_end|> and of snow.")
                        .markup("<|im_end|>\n<|im_start|>assistant\n")
                        .build();
        int[] ids = model.tokenize(prompt);
        Heard byText = hear(greedy(prompt, 16));
        Heard byIds = hear(greedy(Prompt.tokens(Arrays.stream(ids).boxed().toList()), 16));
        assertEquals(ids.length, byText.finished.statistics().promptTokens());
        assertEquals(byText.text(), byIds.text());
    }

    @Test
    void stopTextEndsTheAnswerAndIsNoPartOfIt() {
        Prompt prompt = Prompt.plain("Once upon a time");
        String whole = hear(greedy(prompt, 24)).text();
        String stop = whole.substring(whole.length() / 2, whole.length() / 2 + 3);
        Heard heard = hear(greedy(prompt, 24).withStop(List.of(stop)));
        assertEquals(FinishReason.STOP_TEXT, heard.finished.reason());
        assertEquals(whole.substring(0, whole.indexOf(stop)), heard.text());
    }

    @Test
    void fullContextEndsTheAnswer() {
        Prompt prompt = Prompt.tokens(IntStream.range(0, CONTEXT - 10).mapToObj(i -> 40).toList());
        Heard heard =
                hear(
                        new GenerationRequest(
                                prompt,
                                Sampling.GREEDY,
                                GenerationRequest.UNTIL_CONTEXT_IS_FULL,
                                List.of(),
                                false));
        assertEquals(FinishReason.CONTEXT_FULL, heard.finished.reason());
        assertEquals(10, heard.finished.statistics().generatedTokens());
    }

    @ParameterizedTest
    @ValueSource(ints = {CONTEXT, CONTEXT + 1, 3 * CONTEXT})
    void promptsThatLeaveNoRoomAreRefused(int length) {
        Prompt prompt = Prompt.tokens(IntStream.range(0, length).mapToObj(_ -> 40).toList());
        assertEquals(
                new Problem.PromptTooLong(length, CONTEXT), problem(() -> hear(greedy(prompt, 1))));
    }

    @Test
    void emptyPromptsAndUnknownTokensAreRefused() {
        assertTrue(
                problem(() -> hear(greedy(Prompt.plain(""), 1))) instanceof Problem.InvalidValue);
        for (int id : new int[] {-1, VOCABULARY.size(), Integer.MAX_VALUE}) {
            assertTrue(
                    problem(() -> hear(greedy(Prompt.tokens(List.of(40, id)), 1)))
                            instanceof Problem.InvalidValue);
        }
    }

    @Test
    void cancellingEndsTheAnswerAndTheNextOneIsWhole() {
        GenerationRequest request = greedy(Prompt.plain("Once upon a time"), 400);
        String whole = hear(greedy(Prompt.plain("Once upon a time"), 24)).text();
        CancelSignal cancel = new CancelSignal();
        Heard heard = new Heard();
        heard.finished =
                model.generate(
                        request,
                        event -> {
                            heard.add(event);
                            if (heard.tokens() == 5) {
                                cancel.cancel();
                            }
                        },
                        cancel);
        assertEquals(FinishReason.CANCELLED, heard.finished.reason());
        assertTrue(heard.tokens() < 400);
        assertTrue(whole.startsWith(heard.text()) || heard.text().startsWith(whole));
        assertEquals(whole, hear(greedy(Prompt.plain("Once upon a time"), 24)).text());
    }

    @Test
    void cancellingInThePromptEndsThere() {
        Prompt prompt = Prompt.plain("Another beginning. " + LONG_TEXT);
        CancelSignal cancel = new CancelSignal();
        Heard heard = new Heard();
        heard.finished =
                model.generate(
                        greedy(prompt, 8),
                        event -> {
                            heard.add(event);
                            cancel.cancel();
                        },
                        cancel);
        assertEquals(FinishReason.CANCELLED, heard.finished.reason());
        assertEquals(0, heard.finished.statistics().generatedTokens());
        assertEquals(0, heard.tokens());
    }

    @Test
    void longPromptsTellHowFarTheyAre() {
        Heard heard = hear(greedy(Prompt.plain("Progress. " + LONG_TEXT), 2));
        List<GenerationEvent.PromptProgress> progress = heard.progress();
        assertTrue(progress.size() >= 4, progress.toString());
        assertEquals(0, progress.getFirst().evaluated());
        assertEquals(progress.getLast().total(), progress.getLast().evaluated());
    }

    @Test
    void partsOfAPromptGiveTheSameAnswerAsTheWhole() {
        Prompt prompt = Prompt.plain("Parts. " + LONG_TEXT);
        String cold = hear(greedy(prompt, 16)).text();
        Heard warm = hear(greedy(prompt, 16));
        assertEquals(cold, warm.text());
        int tokens = warm.finished.statistics().promptTokens();
        assertEquals(tokens - 1, warm.finished.statistics().reusedTokens());
    }

    @Test
    void continuedConversationReadsOnlyWhatIsNew() {
        Prompt first = Prompt.plain("Conversation. " + LONG_TEXT);
        hear(greedy(first, 4));
        int before = model.tokenize(first).length;
        Heard second = hear(greedy(Prompt.plain(first.text() + "and more of it"), 4));
        int reused = second.finished.statistics().reusedTokens();
        assertTrue(reused >= before - 2 && reused <= before, reused + " of " + before);
    }

    @Test
    void turnsEndOnlyWhereTheyMay() {
        try (JllamaEngine other = new JllamaEngine(folder.resolve("adapted"))) {
            LoadedModel ending =
                    other.load(
                            ModelOptions.of(modelThatEndsItsTurnAtOnce())
                                    .withContextLength(64)
                                    .withThreads(2),
                            LoadProgress.Listener.NONE,
                            new CancelSignal());
            GenerationRequest request = greedy(Prompt.plain("Once upon a time"), 8);
            GenerationEvent.Finished ended = ending.generate(request, _ -> {}, new CancelSignal());
            assertEquals(FinishReason.END_OF_TURN, ended.reason());
            assertEquals(0, ended.statistics().generatedTokens());
            GenerationEvent.Finished wentOn =
                    ending.generate(request.withEndsTurns(false), _ -> {}, new CancelSignal());
            assertEquals(FinishReason.LENGTH, wentOn.reason());
            assertEquals(8, wentOn.statistics().generatedTokens());
        }
    }

    @Test
    void tagsAreTokensAndNotTextThatLooksLikeThem() {
        List<Integer> prompt =
                IntStream.range(0, 200)
                        .mapToObj(id -> List.of(id, id + 1, id + 2))
                        .filter(ids -> !words(ids).get(0).equals(words(ids).get(1)))
                        .findFirst()
                        .orElseThrow();
        int first = onlyId(words(prompt).get(0));
        int second = onlyId(words(prompt).get(1));
        GenerationEvent.Token tag =
                twoTokens(renamed(Map.of(first, "<think>"), first), prompt).getFirst();
        assertEquals("<think>", tag.text());
        assertTrue(tag.special());
        List<GenerationEvent.Token> text =
                twoTokens(renamed(Map.of(first, "<th", second, "ink>"), -1), prompt);
        assertEquals(
                "<think>",
                text.stream().map(GenerationEvent.Token::text).collect(Collectors.joining()));
        assertTrue(text.stream().noneMatch(GenerationEvent.Token::special), text.toString());
    }

    /** The first two tokens of the greedy answer. */
    private static List<String> words(List<Integer> prompt) {
        return hear(greedy(Prompt.tokens(prompt), 2)).events.stream()
                .filter(GenerationEvent.Token.class::isInstance)
                .map(GenerationEvent.Token.class::cast)
                .map(GenerationEvent.Token::text)
                .toList();
    }

    private static int onlyId(String word) {
        int[] ids = model.tokenize(Prompt.plain(word));
        assertEquals(1, ids.length, word);
        return ids[0];
    }

    /** The model with other names for some tokens, one of which stands for itself alone. */
    private static Path renamed(Map<Integer, String> names, int userDefined) {
        List<String> tokens = new ArrayList<>(VOCABULARY.tokens());
        long[] types = VOCABULARY.types().stream().mapToLong(Integer::longValue).toArray();
        if (userDefined >= 0) {
            types[userDefined] = TestVocabulary.USER_DEFINED;
            tokens.set(VOCABULARY.firstAdded() + 2, "<unused>");
        }
        names.forEach(tokens::set);
        return TestModel.tiny()
                .withMetadata("tokenizer.ggml.tokens", GgufArray.ofTexts(tokens))
                .withMetadata(
                        "tokenizer.ggml.token_type", GgufArray.ofWholes(GgufValueType.INT32, types))
                .writeTo(folder.resolve("renamed-%d.gguf".formatted(names.size())));
    }

    private static List<GenerationEvent.Token> twoTokens(Path path, List<Integer> prompt) {
        List<GenerationEvent.Token> tokens = new ArrayList<>();
        try (JllamaEngine other = new JllamaEngine(folder.resolve("adapted"))) {
            other.load(
                            ModelOptions.of(path).withContextLength(64).withThreads(2),
                            LoadProgress.Listener.NONE,
                            new CancelSignal())
                    .generate(
                            greedy(Prompt.tokens(prompt), 2),
                            event -> {
                                if (event instanceof GenerationEvent.Token token) {
                                    tokens.add(token);
                                }
                            },
                            new CancelSignal());
        }
        return tokens;
    }

    /** The token that the greedy answer to a known prompt begins with becomes the end of a turn. */
    private static Path modelThatEndsItsTurnAtOnce() {
        String text = hear(greedy(Prompt.plain("Once upon a time"), 1)).text();
        int first = model.tokenize(Prompt.plain(text))[0];
        long[] types = VOCABULARY.types().stream().mapToLong(Integer::longValue).toArray();
        types[first] = TestVocabulary.CONTROL;
        return TestModel.tiny()
                .withMetadata("tokenizer.ggml.eos_token_id", GgufValue.count(first))
                .withMetadata(
                        "tokenizer.ggml.token_type", GgufArray.ofWholes(GgufValueType.INT32, types))
                .writeTo(folder.resolve("ending.gguf"));
    }

    @Test
    void optionsBeyondItAreRefused() {
        ModelOptions options = ModelOptions.of(path);
        for (ModelOptions wrong :
                List.of(
                        options.withGpuLayers(1),
                        options.withDevice("CUDA0"),
                        options.withContextLength(65_537))) {
            assertTrue(problem(() -> loadAgain(wrong)) instanceof Problem.NotSupported);
        }
    }

    @Test
    void architecturesThatAreTooNewAreRefused() {
        Path other =
                TestModel.tiny().withArchitecture("qwen3").writeTo(folder.resolve("qwen3.gguf"));
        Problem problem = problem(() -> loadAgain(ModelOptions.of(other)));
        assertTrue(problem instanceof Problem.UnsupportedModel, problem.toString());
        assertTrue(problem.toString().contains("qwen3"));
    }

    @Test
    void quantisedCacheStillAnswers() {
        try (JllamaEngine other = new JllamaEngine(folder.resolve("adapted"))) {
            LoadedModel quantised =
                    other.load(
                            ModelOptions.of(path)
                                    .withContextLength(128)
                                    .withKvTypes(
                                            ModelOptions.KvType.Q8_0, ModelOptions.KvType.Q4_0),
                            LoadProgress.Listener.NONE,
                            new CancelSignal());
            GenerationEvent.Finished finished =
                    quantised.generate(
                            greedy(Prompt.plain("Once upon a time"), 8),
                            _ -> {},
                            new CancelSignal());
            assertEquals(8, finished.statistics().generatedTokens());
        }
    }

    @Test
    void closedModelsSaySo() {
        JllamaEngine other = new JllamaEngine(folder.resolve("adapted"));
        LoadedModel closing =
                other.load(
                        ModelOptions.of(path).withContextLength(64),
                        LoadProgress.Listener.NONE,
                        new CancelSignal());
        other.close();
        other.close();
        assertTrue(
                problem(() -> closing.tokenize(Prompt.plain("x"))) instanceof Problem.EngineFailed);
    }

    private static void loadAgain(ModelOptions options) {
        try (JllamaEngine other = new JllamaEngine(folder.resolve("adapted"))) {
            other.load(options, LoadProgress.Listener.NONE, new CancelSignal());
        }
    }

    private static GenerationRequest greedy(Prompt prompt, int tokens) {
        return new GenerationRequest(prompt, Sampling.GREEDY, tokens, List.of(), true);
    }

    private static Heard hear(GenerationRequest request) {
        Heard heard = new Heard();
        heard.finished = model.generate(request, heard::add, new CancelSignal());
        assertEquals(heard.events.getLast(), heard.finished);
        return heard;
    }

    private static Problem problem(Runnable action) {
        return assertThrows(EngineException.class, action::run).problem();
    }

    /** The text of learnt tokens; byte-level BPE writes a blank as Ġ. */
    private static String textOf(int[] ids) {
        return Arrays.stream(ids)
                .mapToObj(id -> VOCABULARY.tokens().get(id).replace('Ġ', ' '))
                .collect(Collectors.joining());
    }

    private static final class Heard {

        private final List<GenerationEvent> events = new ArrayList<>();
        private GenerationEvent.Finished finished =
                new GenerationEvent.Finished(
                        FinishReason.LENGTH, new Stopwatch().statistics(0, 0, 0));

        void add(GenerationEvent event) {
            events.add(event);
        }

        String text() {
            StringBuilder text = new StringBuilder();
            for (GenerationEvent event : events) {
                if (event instanceof GenerationEvent.Token token) {
                    text.append(token.text());
                }
            }
            return text.toString();
        }

        int tokens() {
            return (int) events.stream().filter(GenerationEvent.Token.class::isInstance).count();
        }

        List<GenerationEvent.PromptProgress> progress() {
            return events.stream()
                    .filter(GenerationEvent.PromptProgress.class::isInstance)
                    .map(GenerationEvent.PromptProgress.class::cast)
                    .toList();
        }
    }
}
