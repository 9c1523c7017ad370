package notso.inference.jllama;

import de.kherud.llama.LlamaModel;

import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.LoadProgress;
import notso.inference.LoadProgress.Phase;
import notso.inference.ModelInfo;
import notso.inference.ModelOptions;
import notso.inference.Problem;
import notso.inference.gguf.ContentKey;
import notso.inference.gguf.GgufFile;
import notso.inference.model.MachineMemory;
import notso.inference.model.MemoryEstimate;
import notso.inference.model.ModelCheck;
import notso.inference.model.ModelDescription;
import notso.inference.smollm3.AdaptationCache;

import java.nio.file.Path;

/** One attempt to load a model: check, adapt where needed, load. */
final class JllamaLoading {

    private final AdaptationCache adaptations;
    private final ModelOptions options;
    private final LoadProgress.Listener progress;
    private final CancelSignal cancel;

    JllamaLoading(
            AdaptationCache adaptations,
            ModelOptions options,
            LoadProgress.Listener progress,
            CancelSignal cancel) {
        this.adaptations = adaptations;
        this.options = options;
        this.progress = progress;
        this.cancel = cancel;
    }

    JllamaModel load() {
        progress.progress(new LoadProgress(Phase.CHECKING, 0));
        requireSupportedOptions();
        try (GgufFile file = GgufFile.open(options.path())) {
            JllamaEngine.requireRunnable(file);
            ModelDescription description = ModelDescription.of(file);
            int context = contextLength(description);
            MemoryEstimate need = required(description, context);
            String contentKey = ContentKey.of(file);
            progress.progress(new LoadProgress(Phase.CHECKING, 1));
            if (!Architectures.mustBeAdapted(file)) {
                return load(file, info(description, contentKey, context, need));
            }
            Path adapted = adaptations.adapted(file, contentKey, progress, cancel);
            try (GgufFile rewritten = GgufFile.open(adapted)) {
                ModelCheck.requireRunnable(rewritten);
                MemoryEstimate more = required(ModelDescription.of(rewritten), context);
                return load(rewritten, info(description, contentKey, context, more));
            }
        }
    }

    private MemoryEstimate required(ModelDescription description, int context) {
        MemoryEstimate need =
                MemoryEstimate.of(description, context, options.keyType(), options.valueType());
        need.require(MachineMemory.now(), String.valueOf(options.path().getFileName()));
        return need;
    }

    /**
     * @param info of the file that was asked for
     */
    private JllamaModel load(GgufFile file, ModelInfo info) {
        requireNotCancelled();
        progress.progress(new LoadProgress(Phase.LOADING, 0));
        LlamaModel model = loadNative(file.path(), info.contextLength());
        JllamaModel loaded =
                new JllamaModel(
                        info,
                        new PromptEncoder(file.metadata(), model::encode),
                        EndOfTurnTokens.of(file.metadata()),
                        new NativeRunner(model));
        if (cancel.isCancelled()) {
            loaded.close();
            requireNotCancelled();
        }
        progress.progress(new LoadProgress(Phase.PREPARING, 1));
        return loaded;
    }

    private LlamaModel loadNative(Path path, int context) {
        try {
            return new LlamaModel(LoadParameters.of(path, options, context));
        } catch (RuntimeException e) {
            // The wrapper's own exception is not public, and gives no reason.
            throw new EngineException(
                    new Problem.UnsupportedModel(
                            options.path(),
                            "the portable engine cannot load it",
                            "use the llamacpp engine or choose another model"),
                    e);
        }
    }

    private ModelInfo info(
            ModelDescription description, String contentKey, int context, MemoryEstimate need) {
        return new ModelInfo(
                options.path(),
                contentKey,
                description.title(),
                description.architecture(),
                context,
                description.trainedContext(),
                description.vocabulary(),
                description.layers(),
                0,
                "CPU",
                need.totalBytes(),
                description.chatTemplate(),
                description.tokenizer().beginOfText().map(token -> token.text()).orElse(""),
                description.tokenizer().endOfTurn().map(token -> token.text()).orElse(""));
    }

    private void requireSupportedOptions() {
        if (options.gpuLayers() > 0
                || options.device().filter(device -> !device.equals("CPU")).isPresent()) {
            throw notSupported("using a graphics processor");
        }
        if (options.path().toAbsolutePath().toString().chars().anyMatch(JllamaLoading::isUnsafe)) {
            // It passes paths in a variant of UTF-8 that no file system shares.
            throw notSupported("opening a file whose path has emoji or control characters");
        }
    }

    private static boolean isUnsafe(int character) {
        return Character.isSurrogate((char) character) || Character.isISOControl(character);
    }

    private int contextLength(ModelDescription description) {
        if (options.contextLength() == ModelOptions.AUTOMATIC) {
            return description.defaultContext();
        }
        int trained = description.trainedContext();
        if (options.contextLength() > trained) {
            throw notSupported(
                    "a context longer than the %,d tokens that the model was trained for"
                            .formatted(trained));
        }
        return options.contextLength();
    }

    private void requireNotCancelled() {
        if (cancel.isCancelled()) {
            throw new EngineException(new Problem.Cancelled());
        }
    }

    private static EngineException notSupported(String what) {
        return new EngineException(new Problem.NotSupported(JllamaEngine.ID, what));
    }
}
