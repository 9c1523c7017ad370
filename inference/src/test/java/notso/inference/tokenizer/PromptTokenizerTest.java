package notso.inference.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import notso.inference.Prompt;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Over a tokenizer for which each character is a token. */
class PromptTokenizerTest {

    private static final int BEGIN = 1000;
    private static final int END = 1001;

    private final List<String> texts = new ArrayList<>();

    @Test
    void markupGivesSpecialTokensAndForeignTextGivesNone() {
        Prompt prompt = new Prompt.Builder().markup("a<end>").plain("<end>").build();
        assertArrayEquals(
                new int[] {'a', END, '<', 'e', 'n', 'd', '>'},
                tokenizer(OptionalInt.empty()).tokenize(prompt));
        assertEquals(List.of("a", "<", "end>"), texts, "no whole name is in any text");
    }

    @Test
    void theBeginningStandsInFrontOnceAndNotBeforeGivenIds() {
        PromptTokenizer tokenizer = tokenizer(OptionalInt.of(BEGIN));
        assertArrayEquals(new int[] {BEGIN, 'a'}, tokenizer.tokenize(Prompt.plain("a")));
        assertArrayEquals(new int[] {BEGIN, 'a'}, tokenizer.tokenize(Prompt.markup("<begin>a")));
        assertArrayEquals(new int[] {BEGIN}, tokenizer.tokenize(new Prompt(List.of())));
        assertArrayEquals(new int[] {7, 8}, tokenizer.tokenize(Prompt.tokens(List.of(7, 8))));
        assertArrayEquals(
                new int[] {BEGIN, 'a', 7},
                tokenizer.tokenize(
                        new Prompt(
                                List.of(
                                        new Prompt.Segment.Plain("a"),
                                        new Prompt.Segment.Tokens(List.of(7))))));
    }

    @Test
    void whatContinuesAPromptHasNoBeginning() {
        assertArrayEquals(
                new int[] {'a', END},
                tokenizer(OptionalInt.of(BEGIN)).continuation(Prompt.markup("a<end>")));
    }

    private PromptTokenizer tokenizer(OptionalInt beginOfText) {
        return new PromptTokenizer(
                new SpecialTokens(
                        List.of(
                                new SpecialTokens.Entry(BEGIN, "<begin>"),
                                new SpecialTokens.Entry(END, "<end>"))),
                beginOfText,
                text -> {
                    texts.add(text);
                    return text.chars().toArray();
                });
    }
}
