package notso.inference.llamacpp.ffi;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import notso.inference.Prompt;
import notso.inference.tokenizer.PromptTokenizer;
import notso.inference.tokenizer.SpecialTokens;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The tokens of a loaded model, and llama.cpp's own tokenizer. Lives as long as the model. */
public final class Vocabulary {

    /** {@code LLAMA_TOKEN_ATTR_UNKNOWN}, {@code _CONTROL} and {@code _USER_DEFINED}. */
    private static final int SPECIAL = 1 | 1 << 3 | 1 << 4;

    private static final int MOST_PIECE_BYTES = 4096;
    private static final int NO_TOKEN = -1;

    private final LlamaApi llama;
    private final MemorySegment vocabulary;
    private final SpecialTokens specialTokens;
    private final PromptTokenizer prompts;

    Vocabulary(LlamaApi llama, MemorySegment vocabulary) {
        this.llama = llama;
        this.vocabulary = vocabulary;
        List<SpecialTokens.Entry> special = new ArrayList<>();
        for (int id = 0; id < size(); id++) {
            if ((llama.llama_vocab_get_attr(vocabulary, id) & SPECIAL) != 0) {
                special.add(new SpecialTokens.Entry(id, text(id)));
            }
        }
        this.specialTokens = new SpecialTokens(special);
        this.prompts = new PromptTokenizer(specialTokens, beginOfText(), this::tokenize);
    }

    public int size() {
        return llama.llama_vocab_n_tokens(vocabulary);
    }

    public SpecialTokens specialTokens() {
        return specialTokens;
    }

    public boolean endsTurn(int token) {
        return llama.llama_vocab_is_eog(vocabulary, token);
    }

    /** The name of the token that begins a text, empty where there is none. */
    public String bosToken() {
        return text(llama.llama_vocab_bos(vocabulary));
    }

    /** The name of the token that ends a turn, empty where there is none. */
    public String eosToken() {
        return text(llama.llama_vocab_eos(vocabulary));
    }

    /** The ids of a prompt; begins with the token that begins a text if the model wants one. */
    public int[] tokenize(Prompt prompt) {
        return prompts.tokenize(prompt);
    }

    private OptionalInt beginOfText() {
        int bos = llama.llama_vocab_bos(vocabulary);
        return bos != NO_TOKEN && llama.llama_vocab_get_add_bos(vocabulary)
                ? OptionalInt.of(bos)
                : OptionalInt.empty();
    }

    /** The ids of ordinary text. */
    private int[] tokenize(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, utf8);
            // Each byte gives at most one token; the margin is for a leading space that some
            // tokenizers add.
            MemorySegment tokens = arena.allocate(JAVA_INT, utf8.length + 2L);
            int count =
                    llama.llama_tokenize(
                            vocabulary, bytes, utf8.length, tokens, utf8.length + 2, false, false);
            if (count < 0) {
                throw new IllegalStateException("A text has more tokens than bytes: " + -count);
            }
            return tokens.asSlice(0, count * JAVA_INT.byteSize()).toArray(JAVA_INT);
        }
    }

    /** The bytes that a token adds to the text; control tokens add none. */
    public byte[] piece(int token) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(MOST_PIECE_BYTES);
            int length =
                    llama.llama_token_to_piece(
                            vocabulary, token, buffer, MOST_PIECE_BYTES, 0, false);
            return length <= 0 ? new byte[0] : buffer.asSlice(0, length).toArray(JAVA_BYTE);
        }
    }

    private String text(int token) {
        return token == NO_TOKEN
                ? ""
                : NativeInterface.string(llama.llama_vocab_get_text(vocabulary, token));
    }
}
