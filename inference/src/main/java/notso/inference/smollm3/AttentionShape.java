package notso.inference.smollm3;

import notso.inference.EngineException;
import notso.inference.Problem;
import notso.inference.gguf.GgufFile;
import notso.inference.gguf.GgufMetadata;
import notso.inference.gguf.GgufTensor;
import notso.inference.gguf.GgufValue;

import java.util.Arrays;
import java.util.List;

/**
 * The numbers of a model that the adaptation depends on.
 *
 * @param headSize numbers in one head of queries, keys and values alike
 * @param ropeBase how slowly the last pair of a head turns
 */
record AttentionShape(
        int layers, int hidden, int heads, int kvHeads, int headSize, double ropeBase) {

    private static final String PREFIX = SmolLm3.ARCHITECTURE + ".";
    private static final int MOST = 1 << 20;

    /** What llama.cpp assumes where a file says nothing. */
    private static final double DEFAULT_ROPE_BASE = 10_000;

    /**
     * @throws EngineException with {@link Problem.UnsupportedModel} where the file is no SmolLM3,
     *     or one that cannot be adapted exactly
     */
    static AttentionShape of(GgufFile file) {
        GgufMetadata metadata = file.metadata();
        String architecture = metadata.string("general.architecture").orElse("");
        if (!architecture.equals(SmolLm3.ARCHITECTURE)) {
            throw unsupported(file, "it is of the architecture '%s'".formatted(architecture));
        }
        int hidden = number(file, "embedding_length");
        int heads = number(file, "attention.head_count");
        int kvHeads = optionalNumber(file, "attention.head_count_kv", heads);
        if (hidden % heads != 0 && !metadata.has(PREFIX + "attention.key_length")) {
            throw unsupported(file, "its heads do not divide its width");
        }
        int headSize = optionalNumber(file, "attention.key_length", hidden / heads);
        AttentionShape shape =
                new AttentionShape(
                        number(file, "block_count"),
                        hidden,
                        heads,
                        kvHeads,
                        headSize,
                        metadata.decimal(PREFIX + "rope.freq_base").orElse(DEFAULT_ROPE_BASE));
        shape.check(file);
        return shape;
    }

    private void check(GgufFile file) {
        if (optionalNumber(file, "attention.value_length", headSize) != headSize
                || optionalNumber(file, "rope.dimension_count", headSize) != headSize) {
            throw unsupported(file, "its queries, values and rotations differ in size");
        }
        if (heads % kvHeads != 0 || headSize % 2 != 0) {
            throw unsupported(
                    file,
                    "it has %d heads of %d for %d KV heads".formatted(heads, headSize, kvHeads));
        }
        double squared = ropeBase * ropeBase;
        if (!(squared >= Float.MIN_NORMAL && squared <= Float.MAX_VALUE)) {
            throw unsupported(file, "its rotation base is " + ropeBase);
        }
        GgufMetadata metadata = file.metadata();
        boolean stretched =
                metadata.value(PREFIX + "rope.scaling.type")
                        .filter(value -> !isNone(value))
                        .isPresent();
        if (stretched
                || metadata.has(PREFIX + "rope.scaling.attn_factor")
                || metadata.has(PREFIX + "rope.scale_linear")
                || metadata.has(PREFIX + "attention.scale")) {
            throw unsupported(file, "it stretches its positions or scales its attention");
        }
    }

    /** Checks a tensor that will be rewritten. */
    void require(GgufFile file, GgufTensor tensor, long... dimensions) {
        List<Long> wanted = Arrays.stream(dimensions).boxed().toList();
        if (!tensor.shape().equals(wanted)) {
            throw unsupported(
                    file,
                    "its tensor %s has the shape %s instead of %s"
                            .formatted(tensor.name(), tensor.shape(), wanted));
        }
    }

    static EngineException unsupported(GgufFile file, String detail) {
        return new EngineException(
                new Problem.UnsupportedModel(
                        file.path(),
                        detail + ", which the portable engine cannot be given exactly",
                        "use the llamacpp engine, or the Q4_K_M file of SmolLM3"));
    }

    private static boolean isNone(GgufValue value) {
        return value instanceof GgufValue.Text text && text.value().equals("none");
    }

    private static int number(GgufFile file, String key) {
        return optionalNumber(file, key, 0);
    }

    private static int optionalNumber(GgufFile file, String key, int otherwise) {
        long value = file.metadata().integer(PREFIX + key).orElse(otherwise);
        if (value < 1 || value > MOST) {
            throw unsupported(file, "its %s is %d".formatted(PREFIX + key, value));
        }
        return (int) value;
    }
}
