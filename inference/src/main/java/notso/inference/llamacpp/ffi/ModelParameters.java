package notso.inference.llamacpp.ffi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.VarHandle;

/** {@code struct llama_model_params}: how a file is loaded. */
final class ModelParameters {

    static final String NAME = "llama_model_params";

    static final StructLayout LAYOUT =
            MemoryLayout.structLayout(
                            ADDRESS.withName("devices"),
                            ADDRESS.withName("tensor_buft_overrides"),
                            JAVA_INT.withName("n_gpu_layers"),
                            JAVA_INT.withName("split_mode"),
                            JAVA_INT.withName("load_mode"),
                            JAVA_INT.withName("lazy_mode"),
                            JAVA_INT.withName("main_gpu"),
                            MemoryLayout.paddingLayout(4),
                            ADDRESS.withName("tensor_split"),
                            ADDRESS.withName("progress_callback"),
                            ADDRESS.withName("progress_callback_user_data"),
                            ADDRESS.withName("kv_overrides"),
                            JAVA_BOOLEAN.withName("vocab_only"),
                            JAVA_BOOLEAN.withName("check_tensors"),
                            JAVA_BOOLEAN.withName("use_extra_bufts"),
                            JAVA_BOOLEAN.withName("no_host"),
                            JAVA_BOOLEAN.withName("no_alloc"),
                            JAVA_BOOLEAN.withName("load_mtp"),
                            MemoryLayout.paddingLayout(2))
                    .withName(NAME);

    private static final VarHandle DEVICES = NativeInterface.field(LAYOUT, "devices");
    private static final VarHandle GPU_LAYERS = NativeInterface.field(LAYOUT, "n_gpu_layers");
    private static final VarHandle SPLIT_MODE = NativeInterface.field(LAYOUT, "split_mode");
    private static final VarHandle LOAD_MODE = NativeInterface.field(LAYOUT, "load_mode");
    private static final VarHandle LAZY_MODE = NativeInterface.field(LAYOUT, "lazy_mode");
    private static final VarHandle MAIN_GPU = NativeInterface.field(LAYOUT, "main_gpu");
    private static final VarHandle PROGRESS = NativeInterface.field(LAYOUT, "progress_callback");
    private static final VarHandle VOCAB_ONLY = NativeInterface.field(LAYOUT, "vocab_only");
    private static final VarHandle CHECK = NativeInterface.field(LAYOUT, "check_tensors");
    private static final VarHandle EXTRA_BUFTS = NativeInterface.field(LAYOUT, "use_extra_bufts");
    private static final VarHandle LOAD_MTP = NativeInterface.field(LAYOUT, "load_mtp");

    private static final int SPLIT_BY_LAYER = 1;
    private static final int AUTOMATIC = -1;
    private static final int LAZY_AUTOMATIC = 1;

    private final MemorySegment segment;

    ModelParameters(LlamaApi llama, Arena arena) {
        this.segment = llama.llama_model_default_params(arena);
    }

    /** True if the defaults lie where this layout expects them. */
    boolean holdsDefaults() {
        return ((MemorySegment) DEVICES.get(segment)).address() == 0
                && (int) GPU_LAYERS.get(segment) == AUTOMATIC
                && (int) SPLIT_MODE.get(segment) == SPLIT_BY_LAYER
                && (int) LOAD_MODE.get(segment) == AUTOMATIC
                && (int) LAZY_MODE.get(segment) == LAZY_AUTOMATIC
                && (int) MAIN_GPU.get(segment) == 0
                && !(boolean) VOCAB_ONLY.get(segment)
                && !(boolean) CHECK.get(segment)
                && (boolean) EXTRA_BUFTS.get(segment)
                && !(boolean) LOAD_MTP.get(segment);
    }

    MemorySegment segment() {
        return segment;
    }

    /** Reads nothing but the vocabulary. */
    ModelParameters vocabularyOnly() {
        VOCAB_ONLY.set(segment, true);
        return this;
    }

    ModelParameters gpuLayers(int count) {
        GPU_LAYERS.set(segment, count);
        return this;
    }

    /** The only devices to use; a null-terminated array that must outlive loading. */
    ModelParameters devices(MemorySegment array) {
        DEVICES.set(segment, array);
        return this;
    }

    /** {@code bool (*)(float progress, void * user_data)}; returning false ends loading. */
    ModelParameters progress(MemorySegment callback) {
        PROGRESS.set(segment, callback);
        return this;
    }
}
