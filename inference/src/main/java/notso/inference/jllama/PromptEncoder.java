package notso.inference.jllama;

import notso.inference.EngineException;
import notso.inference.Problem;
import notso.inference.Prompt;
import notso.inference.gguf.GgufMetadata;
import notso.inference.tokenizer.PromptTokenizer;
import notso.inference.tokenizer.SpecialTokens;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * Prompts as token ids. The engine's own tokenizer obeys the names of special tokens wherever it
 * sees one, so it is only given text in which {@link SpecialTokens} has left none whole.
 */
final class PromptEncoder {

    private static final int UNKNOWN = 2;
    private static final int CONTROL = 3;
    private static final int USER_DEFINED = 4;

    /** Pre-tokenizers with which llama.cpp begins each text by default. */
    private static final Set<String> BEGINNING =
            Set.of("llama3", "llama-v3", "llama-bpe", "falcon3");

    private final Function<String, int[]> tokenizer;
    private final SpecialTokens special;
    private final PromptTokenizer prompts;
    private final int size;

    /**
     * @param tokenizer the engine's own, which parses special tokens
     */
    PromptEncoder(GgufMetadata metadata, Function<String, int[]> tokenizer) {
        this.tokenizer = tokenizer;
        List<String> tokens = metadata.strings("tokenizer.ggml.tokens");
        List<Long> types = metadata.integers("tokenizer.ggml.token_type");
        Set<Integer> ends = EndOfTurnTokens.of(metadata);
        List<SpecialTokens.Entry> entries = new ArrayList<>();
        for (int id = 0; id < tokens.size(); id++) {
            if (ends.contains(id) || id < types.size() && isSpecial(types.get(id))) {
                entries.add(new SpecialTokens.Entry(id, tokens.get(id)));
            }
        }
        this.special = new SpecialTokens(entries);
        this.size = tokens.size();
        this.prompts = new PromptTokenizer(special, beginOfText(metadata), tokenizer);
    }

    private static boolean isSpecial(long type) {
        return type == UNKNOWN || type == CONTROL || type == USER_DEFINED;
    }

    private static OptionalInt beginOfText(GgufMetadata metadata) {
        boolean wanted =
                metadata.flag("tokenizer.ggml.add_bos_token")
                        .orElseGet(
                                () ->
                                        metadata.string("tokenizer.ggml.model")
                                                        .orElse("")
                                                        .equals("llama")
                                                || metadata.string("tokenizer.ggml.pre")
                                                        .filter(BEGINNING::contains)
                                                        .isPresent());
        return wanted
                ? metadata.integer("tokenizer.ggml.bos_token_id").stream()
                        .mapToInt(Math::toIntExact)
                        .findFirst()
                : OptionalInt.empty();
    }

    SpecialTokens special() {
        return special;
    }

    /** The ids of a prompt; begins with the token that begins a text if the model wants one. */
    int[] encode(Prompt prompt) {
        int[] ids = prompts.tokenize(prompt);
        for (int id : ids) {
            requireKnown(id);
        }
        return ids;
    }

    /** The ids of a piece of the model's own text, as its tokenizer would have it. */
    int[] encodePiece(String text) {
        return text.isEmpty() ? new int[0] : tokenizer.apply(text);
    }

    private void requireKnown(int id) {
        if (id < 0 || id >= size) {
            throw new EngineException(
                    new Problem.InvalidValue(
                            "token", String.valueOf(id), "at least 0 and below " + size));
        }
    }
}
