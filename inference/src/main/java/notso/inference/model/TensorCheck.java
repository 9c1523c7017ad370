package notso.inference.model;

import notso.inference.gguf.GgmlType;
import notso.inference.gguf.GgufFile;
import notso.inference.gguf.GgufTensor;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether a file has exactly the tensors that its sizes call for, in shapes that fit together. */
final class TensorCheck {

    private final GgufFile file;
    private final Hyperparameters model;
    private final long vocabulary;
    private final Refusal refusal;
    private final Set<String> known = new HashSet<>();

    TensorCheck(GgufFile file, Hyperparameters model, long vocabulary, Refusal refusal) {
        this.file = file;
        this.model = model;
        this.vocabulary = vocabulary;
        this.refusal = refusal;
    }

    void check() {
        required("token_embd.weight", model.hidden(), vocabulary);
        required("output_norm.weight", model.hidden());
        optional("output.weight", model.hidden(), vocabulary);
        if (isLlama()) {
            optional("rope_freqs.weight", model.headSize() / 2);
        }
        for (long i = 0; i < model.layers(); i++) {
            layer("blk." + i + ".");
        }
        for (GgufTensor tensor : file.tensors()) {
            if (!known.contains(tensor.name())) {
                throw refusal.unsupported(
                        "its tensor '%s' has no place in a %s model"
                                .formatted(tensor.name(), model.architecture()));
            }
        }
    }

    private void layer(String block) {
        long hidden = model.hidden();
        long feedForward = model.feedForward();
        long queries = model.heads() * model.headSize();
        long keys = model.kvHeads() * model.headSize();
        required(block + "attn_norm.weight", hidden);
        if (file.tensor(block + "attn_qkv.weight").isPresent()) {
            required(block + "attn_qkv.weight", hidden, queries + 2 * keys);
            optional(block + "attn_qkv.bias", queries + 2 * keys);
        } else {
            required(block + "attn_q.weight", hidden, queries);
            required(block + "attn_k.weight", hidden, keys);
            required(block + "attn_v.weight", hidden, keys);
            optional(block + "attn_q.bias", queries);
            optional(block + "attn_k.bias", keys);
            optional(block + "attn_v.bias", keys);
        }
        required(block + "attn_output.weight", queries, hidden);
        required(block + "ffn_norm.weight", hidden);
        required(block + "ffn_gate.weight", hidden, feedForward);
        required(block + "ffn_down.weight", feedForward, hidden);
        required(block + "ffn_up.weight", hidden, feedForward);
        if (isLlama()) {
            optional(block + "attn_output.bias", hidden);
            optional(block + "ffn_gate.bias", feedForward);
            optional(block + "ffn_down.bias", hidden);
            optional(block + "ffn_up.bias", feedForward);
        }
    }

    private boolean isLlama() {
        return model.architecture().equals("llama");
    }

    private void required(String name, long... shape) {
        if (file.tensor(name).isEmpty()) {
            throw refusal.malformed("its tensor '%s' is missing".formatted(name));
        }
        optional(name, shape);
    }

    private void optional(String name, long... shape) {
        known.add(name);
        file.tensor(name).ifPresent(tensor -> requireShape(tensor, shape));
    }

    private void requireShape(GgufTensor tensor, long... shape) {
        List<Long> expected = Arrays.stream(shape).boxed().toList();
        for (int i = 0; i < 4; i++) {
            if (tensor.dimension(i) != (i < shape.length ? shape[i] : 1)) {
                throw refusal.malformed(
                        "its tensor '%s' has the shape %s where %s belongs"
                                .formatted(tensor.name(), tensor.shape(), expected));
            }
        }
        boolean computable = shape.length == 1 ? tensor.type() == GgmlType.F32 : isMatrix(tensor);
        if (!computable) {
            throw refusal.unsupported(
                    "its tensor '%s' is of type %s, in which nothing can be computed"
                            .formatted(tensor.name(), tensor.type()));
        }
    }

    /** Whether ggml multiplies with matrices of this type. */
    private static boolean isMatrix(GgufTensor tensor) {
        return switch (tensor.type()) {
            case F32,
                    F16,
                    BF16,
                    Q4_0,
                    Q4_1,
                    Q5_0,
                    Q5_1,
                    Q8_0,
                    Q2_K,
                    Q3_K,
                    Q4_K,
                    Q5_K,
                    Q6_K,
                    IQ2_XXS,
                    IQ2_XS,
                    IQ3_XXS,
                    IQ1_S,
                    IQ4_NL,
                    IQ3_S,
                    IQ2_S,
                    IQ4_XS,
                    IQ1_M,
                    TQ1_0,
                    TQ2_0,
                    MXFP4,
                    NVFP4,
                    Q1_0,
                    Q2_0 ->
                    true;
            case Q8_1, Q8_K, I8, I16, I32, I64, F64 -> false;
        };
    }
}
