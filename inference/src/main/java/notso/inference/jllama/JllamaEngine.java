package notso.inference.jllama;

import notso.inference.Ability;
import notso.inference.CancelSignal;
import notso.inference.Device;
import notso.inference.Engine;
import notso.inference.EngineException;
import notso.inference.EngineInfo;
import notso.inference.LoadProgress;
import notso.inference.LoadedModel;
import notso.inference.ModelOptions;
import notso.inference.Problem;
import notso.inference.gguf.GgufFile;
import notso.inference.model.ModelCheck;
import notso.inference.smollm3.AdaptationCache;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * llama.cpp b4916 on the processor, wherever Java runs. It reads SmolLM3 from an adapted copy of
 * its file.
 *
 * <p>The wrapper never gives a model's memory back; only the end of the process does.
 */
public final class JllamaEngine implements Engine {

    /** The name of this engine in settings and on the command line. */
    public static final String ID = "jllama";

    private static final String VERSION = "java-llama.cpp 4.2.0, llama.cpp b4916";

    /**
     * Cancelling and progress in a prompt come from reading it in parts. Progress of loading, token
     * ids, graphics processors, YaRN and unloading are beyond it.
     */
    private static final Set<Ability> ABILITIES =
            EnumSet.of(
                    Ability.CANCEL_IN_PROMPT,
                    Ability.PROMPT_PROGRESS,
                    Ability.SPECIAL_TOKENS,
                    Ability.PREFIX_REUSE,
                    Ability.KV_TYPES);

    private final AdaptationCache adaptations;
    private Optional<JllamaModel> loaded = Optional.empty();

    /**
     * Loads the native library.
     *
     * @param adaptations the folder for adapted copies of models
     * @throws EngineException with {@link Problem.EngineUnavailable} if there is none for this
     *     machine
     */
    public JllamaEngine(Path adaptations) {
        NativeLibrary.load();
        this.adaptations = new AdaptationCache(adaptations);
    }

    /**
     * Whether the engine could load this file, as it is or adapted; nothing native is touched.
     *
     * @throws EngineException if not
     */
    public static void requireRunnable(GgufFile file) {
        ModelCheck.requireRunnable(file);
        Architectures.requireKnown(file);
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo(ID, VERSION, ABILITIES);
    }

    @Override
    public List<Device> devices() {
        return List.of(new Device("CPU", System.getProperty("os.arch", ""), Device.Kind.CPU, 0, 0));
    }

    @Override
    public LoadedModel load(
            ModelOptions options, LoadProgress.Listener progress, CancelSignal cancel) {
        loaded.ifPresent(JllamaModel::close);
        loaded = Optional.empty();
        JllamaModel model = new JllamaLoading(adaptations, options, progress, cancel).load();
        loaded = Optional.of(model);
        return model;
    }

    @Override
    public void close() {
        loaded.ifPresent(JllamaModel::close);
        loaded = Optional.empty();
    }
}
