package notso.inference.llamacpp;

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
import notso.inference.llamacpp.ffi.LlamaLibrary;
import notso.inference.llamacpp.ffi.RuntimeFolder;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** llama.cpp v0.4.0, called directly: every architecture that it knows, at its own speed. */
public final class LlamaCppEngine implements Engine {

    /** The name of this engine in settings and on the command line. */
    public static final String ID = "llamacpp";

    private final LlamaLibrary library;
    private Optional<LlamaCppModel> loaded = Optional.empty();

    /**
     * Loads the libraries that the property {@value RuntimeFolder#PROPERTY} names, or those that
     * came with the program.
     *
     * @throws EngineException with {@link Problem.EngineUnavailable} if there are none for this
     *     machine
     */
    public LlamaCppEngine() {
        this.library = new LlamaLibrary(RuntimeFolder.find());
    }

    /** True where the libraries are present; loading them may still fail. */
    public static boolean isPresent() {
        return RuntimeFolder.isPresent();
    }

    @Override
    public EngineInfo info() {
        Set<Ability> abilities = EnumSet.allOf(Ability.class);
        if (devices().stream().allMatch(device -> device.kind() == Device.Kind.CPU)) {
            abilities.remove(Ability.GPU_OFFLOAD);
        }
        return new EngineInfo(ID, library.version(), abilities);
    }

    @Override
    public List<Device> devices() {
        return library.devices();
    }

    @Override
    public LoadedModel load(
            ModelOptions options, LoadProgress.Listener progress, CancelSignal cancel) {
        loaded.ifPresent(LlamaCppModel::close);
        LlamaCppModel model = new ModelLoading(library, options, progress, cancel).load();
        loaded = Optional.of(model);
        return model;
    }

    @Override
    public void close() {
        loaded.ifPresent(LlamaCppModel::close);
        loaded = Optional.empty();
    }
}
