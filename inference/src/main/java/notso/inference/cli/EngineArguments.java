package notso.inference.cli;

import notso.inference.ModelOptions;
import notso.inference.ModelOptions.KvType;
import notso.inference.cli.talk.ChatPrompts;
import notso.inference.scripted.ScriptedEngine;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The options that say on what, and how, a model runs. */
final class EngineArguments {

    private static final String PROPERTY = "notso.engine";

    @Option(
            names = "--engine",
            paramLabel = "E",
            converter = EngineName.class,
            description =
                    "auto, llamacpp, jllama or scripted; default: the property notso.engine, or"
                            + " auto, which takes the fastest that this machine has.")
    private Optional<String> engine = Optional.empty();

    @Option(
            names = {"-c", "--context"},
            paramLabel = "TOKENS",
            description = "Length of the context; default: what the model offers, up to 8192.")
    private int context = ModelOptions.AUTOMATIC;

    @Option(
            names = {"-t", "--threads"},
            paramLabel = "N",
            description = "Worker threads; default: one for each physical core.")
    private int threads = ModelOptions.AUTOMATIC;

    @Option(
            names = "--gpu-layers",
            paramLabel = "N",
            description = "Layers on the graphics processor; default: as many as fit.")
    private int gpuLayers = ModelOptions.AUTOMATIC;

    @Option(
            names = "--device",
            paramLabel = "ID",
            description = "The device to use, such as CPU, CUDA0 or Vulkan0.")
    private Optional<String> device = Optional.empty();

    @Option(
            names = "--kv-type",
            paramLabel = "TYPE",
            description = "Storage of the KV cache: f16 (default), q8_0 or q4_0.")
    private KvType kvType = KvType.F16;

    /** The engine's name. */
    String engine() {
        return engine.or(
                        () ->
                                Optional.of(System.getProperty(PROPERTY, ""))
                                        .filter(name -> !name.isBlank()))
                .orElse(EngineName.KNOWN.getFirst());
    }

    boolean isScripted() {
        return engine().equals(ScriptedEngine.ID);
    }

    /** The same with the demo in place of an engine. */
    EngineArguments withScript() {
        EngineArguments changed = new EngineArguments();
        changed.engine = Optional.of(ScriptedEngine.ID);
        changed.context = context;
        return changed;
    }

    /**
     * The chat template of a model that runs on this engine; the script has one of its own.
     *
     * @throws notso.inference.EngineException if the file is no model, or has no usable template
     */
    ChatPrompts prompts(Path model) {
        return isScripted() ? ChatPrompts.ofScript(model) : ChatPrompts.of(model);
    }

    /** Whether a context length was asked for. */
    boolean hasContext() {
        return context != ModelOptions.AUTOMATIC;
    }

    ModelOptions options(Path model) {
        ModelOptions options =
                ModelOptions.of(model)
                        .withContextLength(context)
                        .withThreads(threads)
                        .withGpuLayers(gpuLayers)
                        .withKvTypes(kvType, kvType);
        return device.map(options::withDevice).orElse(options);
    }

    /** Refuses a name that no engine has while the call is read. */
    static final class EngineName implements ITypeConverter<String> {

        static final List<String> KNOWN = List.of("auto", "llamacpp", "jllama", ScriptedEngine.ID);

        @Override
        public String convert(String name) {
            if (!KNOWN.contains(name)) {
                throw new TypeConversionException(
                        "expected one of %s but was '%s'"
                                .formatted(String.join(", ", KNOWN), name));
            }
            return name;
        }
    }
}
