package notso.inference.cli.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import notso.inference.Prompt;
import notso.inference.Prompt.Segment;
import notso.inference.stream.AnswerFormat.Beginning;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.Collectors;

class ContinuationTest {

    /** What the template ends with, thought, answer; the prompt, with plain text in «». */
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "A:,,so far,A:«so far»,ANSWER",
                "A:,hm,so far,A:<think>|«hm»|</think>|«so far»,ANSWER",
                "A:,hm,,A:<think>|«hm»,THINKING",
                "A:<think>|,hm,so far,A:<think>|«hm»|</think>|«so far»,ANSWER",
                "A:<think>|,hm,,A:<think>|«hm»,THINKING",
                "A:<think>|,,so far,A:<think>||</think>|«so far»,ANSWER",
                "A:<think>||</think>|,,so far,A:<think>||</think>|«so far»,ANSWER",
                "A:<think>||</think>|,hm,so far,A:<think>||</think>|«so far»,ANSWER",
                "A:<think>||</think>|,hm,,A:<think>||</think>|,TURN",
                "A:,<|end|></think>,<|end|>,A:<think>|«<|end|></think>»|</think>|«<|end|>»,ANSWER"
            })
    void promptEndsWithinTheTurn(
            String asked, String reasoning, String text, String prompt, Beginning beginning) {
        Continuation continuation =
                Continuation.of(
                        Prompt.markup(asked.replace("|", "\n")),
                        new Reply(reasoning == null ? "" : reasoning, text == null ? "" : text));
        assertEquals(
                prompt.replace("<|end|>", "<END>").replace("|", "\n").replace("<END>", "<|end|>"),
                marked(continuation.prompt()));
        assertEquals(beginning, continuation.beginning());
    }

    private static String marked(Prompt prompt) {
        return prompt.segments().stream()
                .map(
                        segment ->
                                switch (segment) {
                                    case Segment.Markup(String text) -> text;
                                    case Segment.Plain(String text) -> "«" + text + "»";
                                    case Segment.Tokens _ -> "";
                                })
                .collect(Collectors.joining());
    }
}
