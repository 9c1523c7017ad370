package notso.inference.jllama;

import de.kherud.llama.ModelParameters;
import de.kherud.llama.args.CacheType;

import notso.inference.ModelOptions;
import notso.inference.ModelOptions.KvType;

import java.nio.file.Path;

/** The wrapper's words for how to load a model. */
final class LoadParameters {

    private LoadParameters() {}

    static ModelParameters of(Path path, ModelOptions options, int context) {
        ModelParameters parameters =
                new ModelParameters()
                        .setModel(path.toAbsolutePath().toString())
                        .setCtxSize(context)
                        .setParallel(1)
                        .setGpuLayers(0)
                        // Shifting would turn keys that the adaptation keeps still.
                        .disableContextShift()
                        // Never used; without it the wrapper tries the file's own template.
                        .setChatTemplate("chatml")
                        .setCacheTypeK(type(options.keyType()))
                        .setCacheTypeV(type(options.valueType()));
        if (options.threads() != ModelOptions.AUTOMATIC) {
            parameters.setThreads(options.threads()).setThreadsBatch(options.threads());
        }
        if (options.valueType() != KvType.F16) {
            // Only this way of computing attention reads quantised values.
            parameters.enableFlashAttn();
        }
        return parameters;
    }

    private static CacheType type(KvType type) {
        return switch (type) {
            case F16 -> CacheType.F16;
            case Q8_0 -> CacheType.Q8_0;
            case Q4_0 -> CacheType.Q4_0;
        };
    }
}
