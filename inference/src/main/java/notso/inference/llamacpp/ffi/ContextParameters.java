package notso.inference.llamacpp.ffi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import notso.inference.ModelOptions.KvType;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.VarHandle;

/** {@code struct llama_context_params}: the size and the kind of a context. */
final class ContextParameters {

    static final String NAME = "llama_context_params";

    static final StructLayout LAYOUT =
            MemoryLayout.structLayout(
                            JAVA_INT.withName("n_ctx"),
                            JAVA_INT.withName("n_batch"),
                            JAVA_INT.withName("n_ubatch"),
                            JAVA_INT.withName("n_seq_max"),
                            JAVA_INT.withName("n_rs_seq"),
                            JAVA_INT.withName("n_outputs_max"),
                            JAVA_INT.withName("n_outputs_max_per_seq"),
                            JAVA_INT.withName("n_threads"),
                            JAVA_INT.withName("n_threads_batch"),
                            JAVA_INT.withName("ctx_type"),
                            JAVA_INT.withName("rope_scaling_type"),
                            JAVA_INT.withName("pooling_type"),
                            JAVA_INT.withName("attention_type"),
                            JAVA_INT.withName("flash_attn_type"),
                            JAVA_FLOAT.withName("rope_freq_base"),
                            JAVA_FLOAT.withName("rope_freq_scale"),
                            JAVA_FLOAT.withName("yarn_ext_factor"),
                            JAVA_FLOAT.withName("yarn_attn_factor"),
                            JAVA_FLOAT.withName("yarn_beta_fast"),
                            JAVA_FLOAT.withName("yarn_beta_slow"),
                            JAVA_INT.withName("yarn_orig_ctx"),
                            JAVA_FLOAT.withName("defrag_thold"),
                            ADDRESS.withName("cb_eval"),
                            ADDRESS.withName("cb_eval_user_data"),
                            JAVA_INT.withName("type_k"),
                            JAVA_INT.withName("type_v"),
                            ADDRESS.withName("abort_callback"),
                            ADDRESS.withName("abort_callback_data"),
                            JAVA_BOOLEAN.withName("embeddings"),
                            JAVA_BOOLEAN.withName("offload_kqv"),
                            JAVA_BOOLEAN.withName("no_perf"),
                            JAVA_BOOLEAN.withName("op_offload"),
                            JAVA_BOOLEAN.withName("swa_full"),
                            JAVA_BOOLEAN.withName("kv_unified"),
                            MemoryLayout.paddingLayout(2),
                            ADDRESS.withName("samplers"),
                            JAVA_LONG.withName("n_samplers"),
                            ADDRESS.withName("ctx_other"))
                    .withName(NAME);

    private static final VarHandle N_CTX = NativeInterface.field(LAYOUT, "n_ctx");
    private static final VarHandle N_BATCH = NativeInterface.field(LAYOUT, "n_batch");
    private static final VarHandle N_UBATCH = NativeInterface.field(LAYOUT, "n_ubatch");
    private static final VarHandle N_SEQ_MAX = NativeInterface.field(LAYOUT, "n_seq_max");
    private static final VarHandle N_THREADS = NativeInterface.field(LAYOUT, "n_threads");
    private static final VarHandle BATCH_THREADS = NativeInterface.field(LAYOUT, "n_threads_batch");
    private static final VarHandle SCALING = NativeInterface.field(LAYOUT, "rope_scaling_type");
    private static final VarHandle FLASH = NativeInterface.field(LAYOUT, "flash_attn_type");
    private static final VarHandle FREQ_SCALE = NativeInterface.field(LAYOUT, "rope_freq_scale");
    private static final VarHandle BETA_FAST = NativeInterface.field(LAYOUT, "yarn_beta_fast");
    private static final VarHandle ORIGINAL = NativeInterface.field(LAYOUT, "yarn_orig_ctx");
    private static final VarHandle DEFRAG = NativeInterface.field(LAYOUT, "defrag_thold");
    private static final VarHandle TYPE_K = NativeInterface.field(LAYOUT, "type_k");
    private static final VarHandle TYPE_V = NativeInterface.field(LAYOUT, "type_v");
    private static final VarHandle ABORT = NativeInterface.field(LAYOUT, "abort_callback");
    private static final VarHandle EMBEDDINGS = NativeInterface.field(LAYOUT, "embeddings");
    private static final VarHandle OFFLOAD_KQV = NativeInterface.field(LAYOUT, "offload_kqv");
    private static final VarHandle SWA_FULL = NativeInterface.field(LAYOUT, "swa_full");
    private static final VarHandle N_SAMPLERS = NativeInterface.field(LAYOUT, "n_samplers");

    /** Prompt tokens that are computed together. */
    static final int BATCH = 512;

    /** Contexts have a multiple of so many tokens. */
    private static final int STEP = 256;

    private static final int UNSPECIFIED = -1;
    private static final int YARN = 2;

    private final MemorySegment segment;

    ContextParameters(LlamaApi llama, Arena arena) {
        this.segment = llama.llama_context_default_params(arena);
    }

    /** True if the defaults lie where this layout expects them. */
    boolean holdsDefaults() {
        return (int) N_CTX.get(segment) == 512
                && (int) N_BATCH.get(segment) == 2048
                && (int) N_UBATCH.get(segment) == 512
                && (int) N_SEQ_MAX.get(segment) == 1
                && (int) SCALING.get(segment) == UNSPECIFIED
                && (int) FLASH.get(segment) == UNSPECIFIED
                && (float) FREQ_SCALE.get(segment) == 0
                && (float) BETA_FAST.get(segment) == -1
                && (int) ORIGINAL.get(segment) == 0
                && (float) DEFRAG.get(segment) == -1
                && (int) TYPE_K.get(segment) == ggmlType(KvType.F16)
                && (int) TYPE_V.get(segment) == ggmlType(KvType.F16)
                && ((MemorySegment) ABORT.get(segment)).address() == 0
                && !(boolean) EMBEDDINGS.get(segment)
                && (boolean) OFFLOAD_KQV.get(segment)
                && (boolean) SWA_FULL.get(segment)
                && (long) N_SAMPLERS.get(segment) == 0;
    }

    MemorySegment segment() {
        return segment;
    }

    /** Rounds up as llama.cpp does, which else allows no batch longer than what was asked for. */
    ContextParameters length(int tokens) {
        N_CTX.set(segment, Math.ceilDiv(tokens, STEP) * STEP);
        N_BATCH.set(segment, BATCH);
        N_UBATCH.set(segment, BATCH);
        return this;
    }

    ContextParameters threads(int count) {
        N_THREADS.set(segment, count);
        BATCH_THREADS.set(segment, count);
        return this;
    }

    ContextParameters kvTypes(KvType keys, KvType values) {
        TYPE_K.set(segment, ggmlType(keys));
        TYPE_V.set(segment, ggmlType(values));
        return this;
    }

    /**
     * Stretches the positions by YaRN.
     *
     * @param original tokens of context that the model was trained for
     * @param factor how many times as many are wanted
     */
    ContextParameters yarn(int original, double factor) {
        SCALING.set(segment, YARN);
        ORIGINAL.set(segment, original);
        FREQ_SCALE.set(segment, (float) (1 / factor));
        return this;
    }

    /** {@code bool (*)(void * data)}; returning true ends the computation. */
    ContextParameters abort(MemorySegment callback) {
        ABORT.set(segment, callback);
        return this;
    }

    /** The number of {@code enum ggml_type}. */
    private static int ggmlType(KvType type) {
        return switch (type) {
            case F16 -> 1;
            case Q4_0 -> 2;
            case Q8_0 -> 8;
        };
    }
}
