package notso.inference.model;

import notso.inference.gguf.GgufMetadata;

import java.util.Set;

/** Reads a model's sizes and constants, each within what llama.cpp accepts. */
final class HyperparameterCheck {

    /** llama.cpp's LLAMA_MAX_LAYERS. */
    private static final long MOST_LAYERS = 512;

    private static final long MOST_HIDDEN = 1 << 17;
    private static final long MOST_FEED_FORWARD = 1 << 20;
    private static final long MOST_HEADS = 1 << 12;
    private static final long MOST_HEAD_SIZE = 1 << 12;
    private static final long MOST_CONTEXT = 1 << 28;

    private static final Set<String> ROPE_SCALINGS = Set.of("none", "linear", "yarn", "longrope");

    private final GgufMetadata metadata;
    private final String architecture;
    private final Refusal refusal;

    HyperparameterCheck(GgufMetadata metadata, String architecture, Refusal refusal) {
        this.metadata = metadata;
        this.architecture = architecture;
        this.refusal = refusal;
    }

    Hyperparameters checked() {
        required("context_length", MOST_CONTEXT);
        long layers = required("block_count", MOST_LAYERS);
        long hidden = required("embedding_length", MOST_HIDDEN);
        long feedForward = required("feed_forward_length", MOST_FEED_FORWARD);
        long heads = required("attention.head_count", MOST_HEADS);
        long kvHeads = optional("attention.head_count_kv", heads, heads);
        if (heads % kvHeads != 0) {
            throw refusal.malformed(
                    "its %d attention heads do not share %d key heads evenly"
                            .formatted(heads, kvHeads));
        }
        long headSize = headSize(hidden, heads);
        constants();
        requireDense();
        return new Hyperparameters(
                architecture, layers, hidden, feedForward, heads, kvHeads, headSize);
    }

    private long headSize(long hidden, long heads) {
        if (!metadata.has(key("attention.key_length")) && hidden % heads != 0) {
            throw refusal.malformed(
                    "%d hidden numbers do not divide into %d heads".formatted(hidden, heads));
        }
        long byDefault = Math.max(1, hidden / heads);
        long keyLength = optional("attention.key_length", byDefault, MOST_HEAD_SIZE);
        long valueLength = optional("attention.value_length", byDefault, MOST_HEAD_SIZE);
        long rotated = optional("rope.dimension_count", keyLength, MOST_HEAD_SIZE);
        if (keyLength != valueLength || keyLength != rotated || keyLength % 2 != 0) {
            throw refusal.malformed(
                    "its head sizes %d (keys), %d (values) and %d (rotated) are not one even number"
                            .formatted(keyLength, valueLength, rotated));
        }
        return keyLength;
    }

    private void constants() {
        within("attention.layer_norm_rms_epsilon", Double.NaN, Double.MIN_VALUE, 1);
        within("rope.freq_base", 10_000, Float.MIN_NORMAL, Float.MAX_VALUE);
        within("rope.scaling.factor", 1, 0, Float.MAX_VALUE);
        within("rope.scale_linear", 1, 0, Float.MAX_VALUE);
        within("rope.scaling.attn_factor", 1, 0, Float.MAX_VALUE);
        optional("rope.scaling.original_context_length", 1, MOST_CONTEXT);
        String scaling = metadata.string(key("rope.scaling.type")).orElse("none");
        if (!ROPE_SCALINGS.contains(scaling)) {
            throw refusal.unsupported("its RoPE scaling is of an unknown type");
        }
    }

    /** Neither experts, nor extra prediction layers, nor an embedding model. */
    private void requireDense() {
        for (String name :
                Set.of(
                        "expert_count",
                        "expert_used_count",
                        "expert_group_count",
                        "expert_group_used_count",
                        "nextn_predict_layers",
                        "pooling_type",
                        "embedding_length_out")) {
            if (metadata.integer(key(name)).orElse(0) != 0) {
                throw refusal.unsupported(
                        "it is no plain text model (%s is set)".formatted(key(name)));
            }
        }
        if (!metadata.flag(key("attention.causal")).orElse(true)) {
            throw refusal.unsupported("it embeds texts and does not continue them");
        }
    }

    private long required(String name, long most) {
        if (!metadata.has(key(name))) {
            throw refusal.malformed("its key %s is missing".formatted(key(name)));
        }
        return optional(name, 0, most);
    }

    private long optional(String name, long byDefault, long most) {
        long value = metadata.integer(key(name)).orElse(byDefault);
        if (value < 1 || value > most) {
            throw refusal.malformed(
                    "its key %s is %d instead of 1 to %,d".formatted(key(name), value, most));
        }
        return value;
    }

    private void within(String name, double byDefault, double least, double most) {
        double value = metadata.decimal(key(name)).orElse(byDefault);
        if (!(value >= least && value <= most)) {
            throw refusal.malformed("its key %s is missing or out of range".formatted(key(name)));
        }
    }

    private String key(String name) {
        return architecture + "." + name;
    }
}
