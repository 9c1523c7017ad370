package notso.inference;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How to load a model. Immutable: each {@code with} method returns a changed copy.
 *
 * @param path the GGUF file
 * @param contextLength tokens of context; {@link #AUTOMATIC} takes the smaller of {@value
 *     #DEFAULT_CONTEXT} and what the model was trained for
 * @param threads worker threads; {@link #AUTOMATIC} takes one per physical core
 * @param gpuLayers layers to put on a graphics processor; {@link #AUTOMATIC} as many as fit, 0 none
 * @param device the {@link Device#id} to use, empty for the engine's choice
 * @param keyType storage type of the KV cache's keys
 * @param valueType storage type of the KV cache's values
 */
public record ModelOptions(
        Path path,
        int contextLength,
        int threads,
        int gpuLayers,
        Optional<String> device,
        KvType keyType,
        KvType valueType) {

    /** Lets the engine choose a number. */
    public static final int AUTOMATIC = -1;

    /** Context length, in tokens, where none is asked for. */
    public static final int DEFAULT_CONTEXT = 8192;

    /** Storage type of one half of the KV cache. */
    public enum KvType {
        F16,
        Q8_0,
        Q4_0
    }

    /** Automatic in everything, 16-bit KV cache. */
    public static ModelOptions of(Path path) {
        return new ModelOptions(
                path, AUTOMATIC, AUTOMATIC, AUTOMATIC, Optional.empty(), KvType.F16, KvType.F16);
    }

    /**
     * @throws EngineException with {@link Problem.InvalidValue} for a number out of range
     */
    public ModelOptions {
        Checks.automaticOrAtLeast("context length", contextLength, 16);
        Checks.automaticOrAtLeast("threads", threads, 1);
        Checks.automaticOrAtLeast("GPU layers", gpuLayers, 0);
    }

    public ModelOptions withContextLength(int tokens) {
        return new ModelOptions(path, tokens, threads, gpuLayers, device, keyType, valueType);
    }

    public ModelOptions withThreads(int count) {
        return new ModelOptions(path, contextLength, count, gpuLayers, device, keyType, valueType);
    }

    public ModelOptions withGpuLayers(int count) {
        return new ModelOptions(path, contextLength, threads, count, device, keyType, valueType);
    }

    public ModelOptions withDevice(String id) {
        return new ModelOptions(
                path, contextLength, threads, gpuLayers, Optional.of(id), keyType, valueType);
    }

    public ModelOptions withKvTypes(KvType keys, KvType values) {
        return new ModelOptions(path, contextLength, threads, gpuLayers, device, keys, values);
    }
}
