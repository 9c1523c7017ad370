package notso.inference.model;

import notso.inference.gguf.GgufArray;
import notso.inference.gguf.GgufMetadata;
import notso.inference.gguf.GgufValueType;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Whether a vocabulary can be loaded and used without tripping an assertion of llama.cpp. */
final class VocabularyCheck {

    private static final String PREFIX = "tokenizer.ggml.";
    private static final String BYTE_PAIRS = "gpt2";
    private static final String SENTENCE_PIECES = "llama";
    private static final Set<String> KNOWN = Set.of(BYTE_PAIRS, SENTENCE_PIECES);

    /** llama.cpp falls back to ids up to 11 where a file does not name its special tokens. */
    private static final int FEWEST = 12;

    private static final int MOST = 1 << 21;
    private static final int BYTE_TYPE = 6;

    private final GgufMetadata metadata;
    private final Refusal refusal;

    VocabularyCheck(GgufMetadata metadata, Refusal refusal) {
        this.metadata = metadata;
        this.refusal = refusal;
    }

    /** Checks a tokenizer of the kinds that are known here, and lets any other be. */
    void checkIfKnown() {
        if (metadata.string(PREFIX + "model").filter(KNOWN::contains).isPresent()) {
            size();
        }
    }

    /** The number of tokens, once everything is checked. */
    int size() {
        String model =
                metadata.string(PREFIX + "model")
                        .orElseThrow(() -> refusal.unsupported("it has no tokenizer"));
        if (!KNOWN.contains(model)) {
            throw refusal.unsupported("its tokenizer is of a kind that is not known here");
        }
        metadata.string(PREFIX + "pre");
        metadata.string("tokenizer.chat_template");
        int size = tokens().size();
        if (size < FEWEST || size > MOST) {
            throw refusal.malformed(
                    "its vocabulary has %,d tokens instead of %d to %,d"
                            .formatted(size, FEWEST, MOST));
        }
        requireUnique(tokens());
        requireSpecialTokens(size);
        requireLength("scores", size, GgufValueType.FLOAT32, GgufValueType.INT32);
        requireLength("token_type", size, GgufValueType.INT32);
        if (model.equals(BYTE_PAIRS)) {
            if (metadata.strings(PREFIX + "merges").isEmpty()) {
                throw refusal.malformed("its tokenizer has no merges");
            }
            requireNoByteTokens();
        } else {
            requireByteTokens();
        }
        return size;
    }

    private GgufArray tokens() {
        metadata.strings(PREFIX + "tokens");
        return metadata.array(PREFIX + "tokens")
                .orElseThrow(() -> refusal.malformed("it has no list of tokens"));
    }

    private void requireLength(String name, int size, GgufValueType... types) {
        metadata.array(PREFIX + name)
                .ifPresent(
                        list -> {
                            if (!List.of(types).contains(list.elementType())
                                    || list.size() != size) {
                                throw refusal.malformed(
                                        "its list %s does not match its %,d tokens"
                                                .formatted(PREFIX + name, size));
                            }
                        });
    }

    private void requireSpecialTokens(int size) {
        metadata.values().keySet().stream()
                .filter(key -> key.startsWith(PREFIX) && key.endsWith("_token_id"))
                .forEach(
                        key -> {
                            long id = metadata.integer(key).orElse(0);
                            if (id < 0 || id >= size) {
                                throw refusal.malformed(
                                        "its key %s is %d, outside its %,d tokens"
                                                .formatted(key, id, size));
                            }
                        });
    }

    /** By 64-bit hashes, since a set of all texts would take tens of megabytes. */
    private void requireUnique(GgufArray tokens) {
        long[] hashes = new long[tokens.size()];
        for (int i = 0; i < hashes.length; i++) {
            MemorySegment text = untilZero(tokens.utf8(i));
            hashes[i] = hash(text.byteSize() == 0 ? substitute(i) : text);
        }
        Arrays.sort(hashes);
        for (int i = 1; i < hashes.length; i++) {
            if (hashes[i] == hashes[i - 1]) {
                throw refusal.malformed("its vocabulary has a token twice");
            }
        }
    }

    /** llama.cpp reads tokens as C strings, which a zero byte ends. */
    private static MemorySegment untilZero(MemorySegment text) {
        for (long i = 0; i < text.byteSize(); i++) {
            if (text.get(ValueLayout.JAVA_BYTE, i) == 0) {
                return text.asSlice(0, i);
            }
        }
        return text;
    }

    /** What llama.cpp puts in place of an empty token. */
    private static MemorySegment substitute(int id) {
        return MemorySegment.ofArray(("[EMPTY_" + id + "]").getBytes(StandardCharsets.UTF_8));
    }

    /** FNV-1a with a final mix. */
    private static long hash(MemorySegment text) {
        long hash = 0xcbf29ce484222325L;
        for (long i = 0; i < text.byteSize(); i++) {
            hash =
                    (hash ^ Byte.toUnsignedLong(text.get(ValueLayout.JAVA_BYTE, i)))
                            * 0x100000001b3L;
        }
        hash ^= hash >>> 32;
        return hash * 0x9e3779b97f4a7c15L;
    }

    private void requireNoByteTokens() {
        if (metadata.integers(PREFIX + "token_type").contains((long) BYTE_TYPE)) {
            throw refusal.malformed("its byte-level vocabulary has tokens of the type byte");
        }
    }

    /** Text outside the vocabulary is spelled in these 256; llama.cpp aborts where one lacks. */
    private void requireByteTokens() {
        boolean[] found = new boolean[256];
        List<Long> types = metadata.integers(PREFIX + "token_type");
        GgufArray tokens = tokens();
        for (int i = 0; i < tokens.size(); i++) {
            boolean isByte = i < types.size() && types.get(i) == BYTE_TYPE;
            String text = tokens.utf8(i).byteSize() == 6 ? tokens.text(i) : "";
            if (text.matches("<0x[0-9A-F]{2}>")) {
                found[Integer.parseInt(text, 3, 5, 16)] = true;
            } else if (isByte) {
                throw refusal.malformed("its byte token %d is not spelled as one".formatted(i));
            }
        }
        if (types.isEmpty() || !IntStream.range(0, 256).allMatch(b -> found[b])) {
            throw refusal.malformed("its vocabulary lacks tokens for single bytes");
        }
    }
}
