package notso.inference.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import notso.inference.Ability;
import notso.inference.EngineInfo;
import notso.inference.Prompt;
import notso.inference.stream.AnswerFormat.Beginning;
import notso.inference.stream.AnswerFormat.Tags;
import notso.inference.stream.AnswerPart.ToolCall.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

class AnswerFormatTest {

    static Stream<Arguments> prompts() {
        return Stream.of(
                Arguments.of(Prompt.markup("<|im_start|>assistant\n"), Beginning.TURN),
                Arguments.of(Prompt.markup("assistant\n<think>\n"), Beginning.THINKING),
                Arguments.of(Prompt.markup("assistant\n<think>"), Beginning.THINKING),
                Arguments.of(Prompt.markup("assistant\n<think>\n\n</think>\n"), Beginning.TURN),
                Arguments.of(Prompt.markup("<think> about it"), Beginning.TURN),
                Arguments.of(Prompt.plain("what is <think>"), Beginning.TURN),
                Arguments.of(Prompt.tokens(List.of(1)), Beginning.TURN),
                Arguments.of(new Prompt(List.of()), Beginning.TURN));
    }

    @ParameterizedTest
    @MethodSource("prompts")
    void promptTellsWhetherThinkingHasBegun(Prompt prompt, Beginning expected) {
        assertEquals(expected, AnswerFormat.beginningAfter(prompt));
    }

    @Test
    void tagsAreTokensWhereTheEngineTellsThemApart() {
        Prompt prompt = Prompt.markup("<think>\n");
        assertEquals(
                new AnswerFormat(Tags.SPECIAL_TOKENS, Beginning.THINKING, Set.of(Kind.JSON)),
                AnswerFormat.of(new EngineInfo("a", "1", Set.of(Ability.SPECIAL_TOKENS)), prompt));
        assertEquals(
                new AnswerFormat(Tags.TEXT, Beginning.THINKING, Set.of(Kind.JSON)),
                AnswerFormat.of(new EngineInfo("b", "1", Set.of()), prompt));
    }
}
