package notso.inference.tokenizer;

import notso.inference.Prompt;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Makes prompts of a tokenizer that knows nothing but ordinary text: {@link SpecialTokens} gives
 * the special ones their ids, and a token that begins each text stands in front, once. Every engine
 * reads prompts through this, so that none can differ in what foreign text may do.
 */
public final class PromptTokenizer {

    private final SpecialTokens special;
    private final OptionalInt beginOfText;
    private final Function<String, int[]> ordinary;

    /**
     * @param beginOfText the token that begins each text, if the model wants one
     * @param ordinary gives the ids of a text, in which no name of a special token is whole
     */
    public PromptTokenizer(
            SpecialTokens special, OptionalInt beginOfText, Function<String, int[]> ordinary) {
        this.special = special;
        this.beginOfText = beginOfText;
        this.ordinary = ordinary;
    }

    /** The ids of a prompt. One that starts with ids is taken to begin as it shall. */
    public int[] tokenize(Prompt prompt) {
        int[] ids = continuation(prompt);
        return lacksBeginning(prompt, ids)
                ? IntStream.concat(beginOfText.stream(), Arrays.stream(ids)).toArray()
                : ids;
    }

    /** The ids of what is only a part of a prompt, and not its first. */
    public int[] continuation(Prompt part) {
        IdList ids = new IdList();
        for (SpecialTokens.Fragment fragment : special.split(part)) {
            switch (fragment) {
                case SpecialTokens.Fragment.Token(int id) -> ids.add(id);
                case SpecialTokens.Fragment.Text(String text) -> {
                    for (int id : ordinary.apply(text)) {
                        ids.add(id);
                    }
                }
            }
        }
        return ids.toArray();
    }

    private boolean lacksBeginning(Prompt prompt, int[] ids) {
        boolean given =
                !prompt.segments().isEmpty()
                        && prompt.segments().getFirst() instanceof Prompt.Segment.Tokens;
        return !given
                && beginOfText.isPresent()
                && (ids.length == 0 || ids[0] != beginOfText.getAsInt());
    }
}
