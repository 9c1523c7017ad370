package notso.inference.scripted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.FinishReason;
import notso.inference.GenerationEvent;
import notso.inference.GenerationEvent.Finished;
import notso.inference.GenerationEvent.PromptProgress;
import notso.inference.GenerationEvent.Token;
import notso.inference.GenerationRequest;
import notso.inference.LoadProgress;
import notso.inference.LoadedModel;
import notso.inference.ModelOptions;
import notso.inference.Problem;
import notso.inference.Prompt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

@Timeout(60)
class ScriptedEngineTest {

    private static final ModelOptions OPTIONS = ModelOptions.of(Path.of("demo"));
    private static final String ANSWER = "<think>\nTwo and two.\n</think>\nIt is four, I think.";

    private final List<GenerationEvent> events = new ArrayList<>();

    @Test
    void answerComesWholeWithTrueCounts() {
        Finished finished = generate(model(ANSWER), request("2 + 2"));
        assertEquals(ANSWER, text());
        assertEquals(FinishReason.END_OF_TURN, finished.reason());
        assertEquals(tokens().size(), finished.statistics().generatedTokens());
        assertEquals(
                model(ANSWER).tokenize(prompt("2 + 2")).length,
                finished.statistics().promptTokens());
        assertEquals(finished, events.getLast());
    }

    @Test
    void onlyTagsAreSpecialTokens() {
        generate(model(ANSWER), request("2 + 2"));
        assertEquals(
                List.of("<think>", "</think>"),
                tokens().stream().filter(Token::special).map(Token::text).toList());
    }

    @Test
    void promptProgressRisesToTheWholePrompt() {
        Finished finished = generate(model("ok"), request("word ".repeat(100)));
        List<Integer> progress =
                events.stream()
                        .filter(PromptProgress.class::isInstance)
                        .map(event -> ((PromptProgress) event).evaluated())
                        .toList();
        assertEquals(progress.stream().sorted().toList(), progress);
        assertTrue(progress.size() > 2, progress::toString);
        assertEquals(finished.statistics().promptTokens(), progress.getLast());
    }

    @Test
    void limitOfTokensEndsTheAnswer() {
        Finished finished = generate(model(ANSWER), request("x").withMaxTokens(3));
        assertEquals(FinishReason.LENGTH, finished.reason());
        assertEquals(3, finished.statistics().generatedTokens());
        assertEquals("<think>\nTwo", text());
    }

    @Test
    void stopTextEndsTheAnswerAndIsNoPartOfIt() {
        Finished finished =
                generate(model(ANSWER), request("x").withStop(List.of("four, I", "never")));
        assertEquals(FinishReason.STOP_TEXT, finished.reason());
        assertEquals("<think>\nTwo and two.\n</think>\nIt is ", text());
    }

    @Test
    void textThatMerelyBeganLikeAStopTextIsNotLost() {
        generate(model(ANSWER), request("x").withStop(List.of("think. So")));
        assertEquals(ANSWER, text());
    }

    @Test
    void fullContextEndsTheAnswer() {
        LoadedModel model =
                new ScriptedEngine(Script.of("word ".repeat(100)), 0)
                        .load(
                                OPTIONS.withContextLength(32),
                                LoadProgress.Listener.NONE,
                                new CancelSignal());
        Finished finished = generate(model, request("x"));
        assertEquals(FinishReason.CONTEXT_FULL, finished.reason());
        assertEquals(
                32, finished.statistics().promptTokens() + finished.statistics().generatedTokens());
        EngineException e =
                assertThrows(
                        EngineException.class, () -> generate(model, request("word ".repeat(40))));
        assertInstanceOf(Problem.PromptTooLong.class, e.problem());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "<think>\\nTwo and ;two.\\n</think>\\nIt is four, I think.",
                "<think>\\nTwo and two.\\n</think>\\nIt is f;our, I think.",
                "<think>\\n\\n</think>\\nIt is f;our, I think.",
                "It is four, I think.;",
                "It is five;"
            })
    void begunAnswerGoesOnWhereItIs(String begun, String rest) {
        LoadedModel model = model(ANSWER, "another");
        generate(model, request("2 + 2"));
        events.clear();
        Prompt.Builder prompt =
                new Prompt.Builder()
                        .markup("<|im_start|>user\n")
                        .plain("2 + 2")
                        .markup("<|im_end|>\n<|im_start|>assistant\n");
        for (String piece :
                begun.replace("\\n", "\n").splitWithDelimiters("<think>\n|\n</think>\n", 0)) {
            if (piece.contains("think>")) {
                prompt.markup(piece);
            } else {
                prompt.plain(piece);
            }
        }
        Finished finished = generate(model, GenerationRequest.of(prompt.build()));
        assertEquals(rest == null ? "" : rest.replace("\\n", "\n"), text());
        assertEquals(FinishReason.END_OF_TURN, finished.reason());
    }

    @Test
    void unendingGenerationRepeatsTheScript() {
        Finished finished =
                generate(model("a b"), request("x").withEndsTurns(false).withMaxTokens(5));
        assertEquals(FinishReason.LENGTH, finished.reason());
        assertEquals("a ba ba", text());
    }

    @Test
    void cancelStopsWithinTheAnswer() {
        CancelSignal cancel = new CancelSignal();
        LoadedModel model = load(new ScriptedEngine(Script.of("a b c d e f"), 0.5));
        Finished finished =
                model.generate(
                        GenerationRequest.of(Prompt.tokens(List.of())),
                        event -> events.add(event),
                        cancelAfter(cancel));
        assertEquals(FinishReason.CANCELLED, finished.reason());
        assertTrue(finished.statistics().generatedTokens() < 6);
    }

    @Test
    void cancelStopsWithinThePrompt() {
        LoadedModel model = load(new ScriptedEngine(Script.of("a"), 0.01));
        CancelSignal cancel = new CancelSignal();
        Finished finished =
                model.generate(request("x ".repeat(200)), events::add, cancelAfter(cancel));
        assertEquals(FinishReason.CANCELLED, finished.reason());
        assertEquals(0, finished.statistics().generatedTokens());
    }

    @Test
    void thinkingFollowsWhatThePromptHasBegun() {
        generate(model(ANSWER), GenerationRequest.of(prompt("x", "<think>\n")));
        assertEquals("Two and two.\n</think>\nIt is four, I think.", text());
        events.clear();
        generate(model(ANSWER), GenerationRequest.of(prompt("x", "<think>\n\n</think>\n")));
        assertEquals("It is four, I think.", text());
    }

    @Test
    void lastUserTextChoosesTheAnswer() {
        LoadedModel model = load(new ScriptedEngine(Script.parse("@@ tea\nCup.\n@@\nOther."), 0));
        Prompt prompt =
                new Prompt.Builder()
                        .markup("<|im_start|>user\n")
                        .plain("coffee")
                        .markup("<|im_end|>\n<|im_start|>user\n")
                        .plain("tea")
                        .markup("<|im_end|>\n")
                        .build();
        generate(model, GenerationRequest.of(prompt));
        assertEquals("Cup.", text());
    }

    @Test
    void tagsInUserTextAreNoSpecialTokens() {
        LoadedModel model = model("a");
        assertEquals(1, model.tokenize(Prompt.markup("<think>")).length);
        assertTrue(model.tokenize(Prompt.plain("<think>")).length > 1);
    }

    @Test
    void cancelledLoadLoadsNothing() {
        CancelSignal cancel = new CancelSignal();
        EngineException e =
                assertThrows(
                        EngineException.class,
                        () ->
                                new ScriptedEngine(Script.of("a"), 0)
                                        .load(OPTIONS, progress -> cancel.cancel(), cancel));
        assertEquals(new Problem.Cancelled(), e.problem());
    }

    @Test
    void newModelClosesTheOneBefore() {
        ScriptedEngine engine = new ScriptedEngine(Script.of("a"), 0);
        LoadedModel first = load(engine);
        LoadedModel second = load(engine);
        assertThrows(EngineException.class, () -> generate(first, request("x")));
        assertEquals(FinishReason.END_OF_TURN, generate(second, request("x")).reason());
    }

    @Test
    void infoSaysThatItIsADemo() {
        LoadedModel model = model("a");
        assertEquals("Built-in demo", model.info().name());
        assertEquals("", model.info().contentKey());
        assertEquals(ScriptedEngine.ID, new ScriptedEngine(Script.demo(), 0).info().id());
        assertFalse(model.info().chatTemplate().orElseThrow().isBlank());
    }

    private static LoadedModel model(String... answers) {
        return load(new ScriptedEngine(Script.of(answers), 0));
    }

    private static LoadedModel load(ScriptedEngine engine) {
        return engine.load(OPTIONS, LoadProgress.Listener.NONE, new CancelSignal());
    }

    private Finished generate(LoadedModel model, GenerationRequest request) {
        return model.generate(request, events::add, new CancelSignal());
    }

    private static GenerationRequest request(String userText) {
        return GenerationRequest.of(prompt(userText));
    }

    private static Prompt prompt(String userText) {
        return prompt(userText, "");
    }

    private static Prompt prompt(String userText, String begun) {
        return new Prompt.Builder()
                .markup("<|im_start|>user\n")
                .plain(userText)
                .markup("<|im_end|>\n<|im_start|>assistant\n" + begun)
                .build();
    }

    /** Cancelled from another thread while the rate makes the engine wait for long. */
    private static CancelSignal cancelAfter(CancelSignal cancel) {
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                Thread.sleep(100);
                            } catch (InterruptedException e) {
                                return;
                            }
                            cancel.cancel();
                        });
        return cancel;
    }

    private List<Token> tokens() {
        return events.stream().filter(Token.class::isInstance).map(Token.class::cast).toList();
    }

    private String text() {
        return tokens().stream().map(Token::text).collect(Collectors.joining());
    }

    @Test
    void piecesTogetherAreTheText() {
        String text =
                "Ünïcode 漢字 😀\n\n\t indented 12345 \ud800 <|im_end|> </think>x"
                        + IntStream.range(0, 500)
                                .mapToObj(Character::toString)
                                .collect(Collectors.joining());
        assertEquals(
                text,
                WordTokenizer.markup(text).stream().map(Token::text).collect(Collectors.joining()));
        assertEquals(
                text,
                WordTokenizer.plain(text).stream().map(Token::text).collect(Collectors.joining()));
    }
}
