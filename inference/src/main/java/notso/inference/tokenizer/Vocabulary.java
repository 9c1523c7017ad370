package notso.inference.tokenizer;

import notso.inference.EngineException;
import notso.inference.Problem;
import notso.inference.gguf.GgufArray;
import notso.inference.gguf.GgufFile;
import notso.inference.gguf.GgufMetadata;
import notso.inference.gguf.GgufValueType;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a GGUF file says about its tokenizer, copied out of it, and known to be of the kind that can
 * be expressed exactly.
 *
 * @param path the file, for messages
 * @param source of {@code tokens}
 * @param tokens by id; one of no length stands for a name that {@link #name} makes up
 * @param merges two parts with a space between, the most urgent first
 * @param types by id, as {@code tokenizer.ggml.token_type} counts them
 * @param named what to take for special whatever its type
 * @param beginOfText the token that begins each text, if the model wants one
 */
record Vocabulary(
        Path path,
        TextTable.Unread source,
        TextTable tokens,
        TextTable.Unread merges,
        byte[] types,
        PreTokenizer preTokenizer,
        NamedTokens named,
        OptionalInt beginOfText) {

    /** The type of a token that is a piece of text. */
    static final int NORMAL = 1;

    static final int UNKNOWN = 2;
    static final int CONTROL = 3;

    /** The type of a token that stands in for its text before anything is cut or merged. */
    static final int USER_DEFINED = 4;

    private static final String MODEL = "tokenizer.ggml.model";
    private static final String PRE = "tokenizer.ggml.pre";
    private static final String TOKENS = "tokenizer.ggml.tokens";
    private static final String MERGES = "tokenizer.ggml.merges";
    private static final String TYPES = "tokenizer.ggml.token_type";

    private static final String BEGIN_OF_TEXT = "tokenizer.ggml.bos_token_id";
    private static final String ADDS_BEGIN_OF_TEXT = "tokenizer.ggml.add_bos_token";

    /** What llama.cpp takes where the file names no token that begins a text. */
    private static final int USUAL_BEGIN_OF_TEXT = 11;

    private static final String BYTE_PAIR_MODEL = "gpt2";

    /**
     * @throws EngineException with {@link Problem.UnsupportedModel} where only another tokenizer
     *     could be exact, with {@link Problem.MalformedModel} where none can
     */
    static Vocabulary read(GgufFile file) {
        GgufMetadata metadata = file.metadata();
        Path path = file.path();
        String model =
                metadata.string(MODEL)
                        .orElseThrow(() -> unsupported(path, "it contains no tokenizer"));
        if (!model.equals(BYTE_PAIR_MODEL)) {
            throw unsupported(
                    path,
                    "its tokenizer is of the kind '%s', and only '%s' (byte-level BPE) can be had here"
                            .formatted(shortened(model), BYTE_PAIR_MODEL));
        }
        String pre = metadata.string(PRE).filter(name -> !name.isEmpty()).orElse("default");
        PreTokenizer preTokenizer =
                PreTokenizer.named(pre)
                        .orElseThrow(
                                () ->
                                        unsupported(
                                                path,
                                                "its way of cutting text into words, '%s', cannot be had here"
                                                        .formatted(shortened(pre))));
        TextTable.Unread tokens = texts(path, metadata, TOKENS);
        if (tokens.size() == 0) {
            throw unsupported(path, "its vocabulary is empty");
        }
        return new Vocabulary(
                path,
                tokens,
                tokens.read(),
                texts(path, metadata, MERGES),
                types(path, metadata, tokens.size()),
                preTokenizer,
                new NamedTokens(metadata),
                beginOfText(metadata, preTokenizer, tokens.size()));
    }

    int size() {
        return tokens.size();
    }

    /** The text of a token as the vocabulary writes it. */
    String name(int id) {
        return tokens.length(id) == 0 ? "[EMPTY_" + id + "]" : tokens.text(id);
    }

    /** The tokens that only markup can ask for. */
    SpecialTokens specialTokens() {
        List<SpecialTokens.Entry> entries = new ArrayList<>();
        boolean withoutSentenceEnd = false;
        for (int id = 0; id < size(); id++) {
            if (types[id] == UNKNOWN
                    || types[id] == CONTROL
                    || types[id] == USER_DEFINED
                    || NamedTokens.mayBegin(tokens.firstByte(id)) && named.contains(name(id))) {
                String name = name(id);
                entries.add(new SpecialTokens.Entry(id, name));
                withoutSentenceEnd |= name.equals(NamedTokens.TOOL_RESPONSE);
            }
        }
        if (withoutSentenceEnd) {
            entries.removeIf(entry -> entry.name().equals(NamedTokens.SENTENCE_END));
        }
        return new SpecialTokens(entries);
    }

    /**
     * The tokens that stand in for their text everywhere, because no name can be told from text.
     */
    LiteralTokens literalTokens() {
        List<SpecialTokens.Entry> entries = new ArrayList<>();
        for (int id = 0; id < size(); id++) {
            if (types[id] == USER_DEFINED && !SpecialTokens.isName(name(id))) {
                entries.add(new SpecialTokens.Entry(id, name(id)));
            }
        }
        return LiteralTokens.of(entries)
                .orElseThrow(
                        () ->
                                unsupported(
                                        path,
                                        "two of its user-defined tokens overlap, so that their"
                                                + " order is not known"));
    }

    EngineException unsupported(String detail) {
        return unsupported(path, detail);
    }

    private static EngineException unsupported(Path path, String detail) {
        return new EngineException(
                new Problem.UnsupportedModel(
                        path, detail, "use the tokenizer of the engine instead"));
    }

    private static OptionalInt beginOfText(
            GgufMetadata metadata, PreTokenizer preTokenizer, int size) {
        if (!metadata.flag(ADDS_BEGIN_OF_TEXT).orElse(preTokenizer.beginsTexts())) {
            return OptionalInt.empty();
        }
        long named = metadata.integer(BEGIN_OF_TEXT).orElse(-1);
        if (named >= 0 && named < size) {
            return OptionalInt.of((int) named);
        }
        return USUAL_BEGIN_OF_TEXT < size && preTokenizer.hasUsualBeginOfText()
                ? OptionalInt.of(USUAL_BEGIN_OF_TEXT)
                : OptionalInt.empty();
    }

    private static TextTable.Unread texts(Path path, GgufMetadata metadata, String key) {
        GgufArray array =
                metadata.array(key)
                        .orElseThrow(
                                () -> malformed(path, "its list %s is missing".formatted(key)));
        if (array.elementType() != GgufValueType.STRING) {
            throw malformed(path, "its list %s holds no texts".formatted(key));
        }
        if (array.encoded().byteSize() > Integer.MAX_VALUE / 2) {
            throw malformed(path, "its list %s is larger than any vocabulary".formatted(key));
        }
        return TextTable.Unread.copyOf(array);
    }

    private static byte[] types(Path path, GgufMetadata metadata, int size) {
        byte[] types = new byte[size];
        Optional<GgufArray> found = metadata.array(TYPES);
        if (found.isEmpty()) {
            Arrays.fill(types, (byte) NORMAL);
            return types;
        }
        GgufArray array = found.get();
        if (array.elementType() != GgufValueType.INT32 || array.size() < size) {
            throw malformed(
                    path,
                    "its list %s does not hold a type for each of its %,d tokens"
                            .formatted(TYPES, size));
        }
        int[] numbers =
                array.encoded()
                        .asSlice(Integer.BYTES + (long) Long.BYTES)
                        .toArray(ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN));
        for (int id = 0; id < size; id++) {
            types[id] = numbers[id] == (byte) numbers[id] ? (byte) numbers[id] : 0;
        }
        return types;
    }

    private static EngineException malformed(Path path, String detail) {
        return new EngineException(new Problem.MalformedModel(path, detail));
    }

    private static String shortened(String name) {
        return name.length() > 40 ? name.substring(0, 40) + "…" : name;
    }
}
