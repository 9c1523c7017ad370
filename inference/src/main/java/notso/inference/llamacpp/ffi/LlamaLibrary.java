package notso.inference.llamacpp.ffi;

import notso.inference.Device;
import notso.inference.EngineException;
import notso.inference.Problem;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The loaded libraries, checked before anything is built on them. They stay loaded until the
 * process ends.
 */
public final class LlamaLibrary {

    /** The name of the engine, in problems. */
    static final String ENGINE = "llamacpp";

    private final LlamaApi llama;
    private final GgmlApi ggml;
    private final GgmlBaseApi base;
    private final NativeLog log;
    private final String version;

    /**
     * Loads the libraries and the best processor backend for this machine.
     *
     * @throws EngineException with {@link Problem.EngineUnavailable} if they do not load, or are
     *     not what their names say
     */
    public LlamaLibrary(RuntimeFolder folder) {
        base = NativeInterface.bind(GgmlBaseApi.class, folder.base(), Map.of());
        ggml = NativeInterface.bind(GgmlApi.class, folder.ggml(), Map.of());
        llama =
                NativeInterface.bind(
                        LlamaApi.class,
                        folder.llama(),
                        Map.of(
                                ModelParameters.NAME, ModelParameters.LAYOUT,
                                ContextParameters.NAME, ContextParameters.LAYOUT,
                                TokenBatch.NAME, TokenBatch.LAYOUT,
                                Sampler.CHAIN_PARAMETERS, Sampler.CHAIN_LAYOUT));
        version = NativeInterface.string(llama.llama_version());
        try (Arena arena = Arena.ofConfined()) {
            checkLayouts(arena);
            log = new NativeLog(llama);
            if (ggml.ggml_backend_dev_count() == 0) {
                ggml.ggml_backend_load_all_from_path(arena.allocateFrom(folder.path().toString()));
            }
        }
        llama.llama_backend_init();
        if (ggml.ggml_backend_dev_count() == 0) {
            throw new EngineException(
                    new Problem.EngineUnavailable(
                            LlamaLibrary.ENGINE,
                            "no library in " + folder.path() + " suits this processor",
                            "install the runtime for this system and processor"));
        }
    }

    private void checkLayouts(Arena arena) {
        if (!version.startsWith(RuntimeFolder.VERSION)
                || !new ModelParameters(llama, arena).holdsDefaults()
                || !new ContextParameters(llama, arena).holdsDefaults()) {
            throw new EngineException(
                    new Problem.EngineUnavailable(
                            LlamaLibrary.ENGINE,
                            "the libraries call themselves version "
                                    + version
                                    + " and are not the llama.cpp v"
                                    + RuntimeFolder.VERSION
                                    + " that their names promise",
                            "install the runtime anew"));
        }
    }

    LlamaApi llama() {
        return llama;
    }

    NativeLog log() {
        return log;
    }

    /** The version that the library calls itself. */
    public String version() {
        return version;
    }

    public List<Device> devices() {
        List<Device> devices = new ArrayList<>();
        for (long i = 0; i < ggml.ggml_backend_dev_count(); i++) {
            devices.add(describe(ggml.ggml_backend_dev_get(i)));
        }
        return devices;
    }

    /** The native handle of the device with this {@link Device#id}. */
    Optional<MemorySegment> device(String id) {
        for (long i = 0; i < ggml.ggml_backend_dev_count(); i++) {
            MemorySegment device = ggml.ggml_backend_dev_get(i);
            if (NativeInterface.string(base.ggml_backend_dev_name(device)).equals(id)) {
                return Optional.of(device);
            }
        }
        return Optional.empty();
    }

    private Device describe(MemorySegment device) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment free = arena.allocate(ValueLayout.JAVA_LONG);
            MemorySegment total = arena.allocate(ValueLayout.JAVA_LONG);
            base.ggml_backend_dev_memory(device, free, total);
            return new Device(
                    NativeInterface.string(base.ggml_backend_dev_name(device)),
                    NativeInterface.string(base.ggml_backend_dev_description(device)).strip(),
                    kind(base.ggml_backend_dev_type(device)),
                    total.get(ValueLayout.JAVA_LONG, 0),
                    free.get(ValueLayout.JAVA_LONG, 0));
        }
    }

    /** {@code enum ggml_backend_dev_type}. */
    private static Device.Kind kind(int type) {
        return switch (type) {
            case 0 -> Device.Kind.CPU;
            case 1 -> Device.Kind.GPU;
            case 2 -> Device.Kind.INTEGRATED_GPU;
            default -> Device.Kind.ACCELERATOR;
        };
    }
}
