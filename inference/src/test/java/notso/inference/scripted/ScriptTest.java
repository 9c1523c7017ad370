package notso.inference.scripted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.EngineException;
import notso.inference.Problem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Locale;
import java.util.Set;

class ScriptTest {

    private static final String TEXT =
            """
            A comment.
            @@ tea, Green Coffee
            <think>
            hot
            </think>
            A cup.

            @@
            One.
            @@
            Two.
            """;

    @Test
    void headingsDivideAnswers() {
        assertEquals(
                new Script(
                        List.of(
                                new Script.Turn(
                                        Set.of("tea", "green coffee"),
                                        "<think>\nhot\n</think>\nA cup."),
                                new Script.Turn(Set.of(), "One."),
                                new Script.Turn(Set.of(), "Two."))),
                Script.parse(TEXT));
    }

    @ParameterizedTest
    @CsvSource({
        "Some TEA please, 0, cup",
        "green coffee?, 0, cup",
        "team work, 0, One",
        "team work, 1, Two",
        "team work, 2, One",
    })
    void keywordsChooseAndOthersTakeTurns(String text, int unmatched, String expected) {
        String answer = Script.parse(TEXT).reply(text, unmatched).answer();
        assertTrue(answer.contains(expected), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "only a comment", "@@ word\nanswer"})
    void scriptWithoutAnAnswerForEverythingIsRefused(String text) {
        EngineException e = assertThrows(EngineException.class, () -> Script.parse(text));
        assertInstanceOf(Problem.InvalidValue.class, e.problem());
    }

    @Test
    void everyDemoAnswerSaysThatItIsADemoAndHowToGetAModel() {
        Script demo = Script.demo();
        assertTrue(demo.turns().size() >= 8, "answers");
        for (Script.Turn turn : demo.turns()) {
            String said = turn.answer().replaceAll("(?s)<think>.*?</think>", "");
            String lower = said.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
            assertTrue(lower.contains("built-in demo"), said);
            assertTrue(lower.contains("model"), said);
            assertTrue(lower.contains("at the top"), said);
        }
    }
}
