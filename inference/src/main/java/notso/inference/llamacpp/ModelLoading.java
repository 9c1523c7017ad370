package notso.inference.llamacpp;

import notso.inference.CancelSignal;
import notso.inference.Device;
import notso.inference.EngineException;
import notso.inference.LoadProgress;
import notso.inference.LoadProgress.Phase;
import notso.inference.ModelInfo;
import notso.inference.ModelOptions;
import notso.inference.Problem;
import notso.inference.gguf.ContentKey;
import notso.inference.gguf.GgufFile;
import notso.inference.llamacpp.ffi.LlamaLibrary;
import notso.inference.llamacpp.ffi.NativeContext;
import notso.inference.llamacpp.ffi.NativeModel;
import notso.inference.llamacpp.ffi.Vocabulary;
import notso.inference.model.MachineMemory;
import notso.inference.model.MemoryEstimate;
import notso.inference.model.ModelCheck;
import notso.inference.model.ModelDescription;

/**
 * One attempt to load a model: check, plan, load, prepare; gives back everything if a step fails.
 */
final class ModelLoading {

    /** Where nobody has measured better: YaRN is trusted up to twice the trained context. */
    private static final int MOST_STRETCH = 2;

    private final LlamaLibrary library;
    private final ModelOptions options;
    private final LoadProgress.Listener progress;
    private final CancelSignal cancel;

    /** What is known and decided before native code sees the file. */
    private record Checked(
            ModelDescription description,
            int contextLength,
            MemoryEstimate need,
            OffloadPlan plan,
            String contentKey) {}

    ModelLoading(
            LlamaLibrary library,
            ModelOptions options,
            LoadProgress.Listener progress,
            CancelSignal cancel) {
        this.library = library;
        this.options = options;
        this.progress = progress;
        this.cancel = cancel;
    }

    LlamaCppModel load() {
        progress.progress(new LoadProgress(Phase.CHECKING, 0));
        Checked checked = check();
        progress.progress(new LoadProgress(Phase.CHECKING, 1));

        NativeModel model =
                NativeModel.load(
                        library,
                        options.path(),
                        checked.plan().layers(),
                        checked.plan().device(),
                        fraction -> progress.progress(new LoadProgress(Phase.LOADING, fraction)),
                        cancel);
        try {
            return prepare(model, checked);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private LlamaCppModel prepare(NativeModel model, Checked checked) {
        if (!model.continuesText()) {
            throw new EngineException(
                    new Problem.UnsupportedModel(
                            options.path(), "it does not continue text", "choose a chat model"));
        }
        progress.progress(new LoadProgress(Phase.PREPARING, 0));
        int threads =
                options.threads() == ModelOptions.AUTOMATIC
                        ? ProcessorCores.physical()
                        : options.threads();
        NativeContext context =
                new NativeContext(
                        library,
                        model,
                        options,
                        checked.contextLength(),
                        threads,
                        stretch(checked.contextLength(), model.trainedContextLength()));
        LlamaCppModel loaded =
                new LlamaCppModel(
                        library,
                        model,
                        context,
                        vocabulary -> info(model, context, vocabulary, checked));
        try {
            loaded.warmUp(cancel);
        } catch (RuntimeException e) {
            loaded.close();
            throw e;
        }
        progress.progress(new LoadProgress(Phase.PREPARING, 1));
        return loaded;
    }

    /** How many times the trained context is wanted; 1 where the file does not tell. */
    private static double stretch(int contextLength, int trained) {
        return trained == 0 ? 1 : (double) contextLength / trained;
    }

    private ModelInfo info(
            NativeModel model, NativeContext context, Vocabulary vocabulary, Checked checked) {
        ModelDescription description = checked.description();
        return new ModelInfo(
                options.path(),
                checked.contentKey(),
                description.title(),
                description.architecture(),
                context.length(),
                model.trainedContextLength(),
                vocabulary.size(),
                model.layers(),
                checked.plan().layers(),
                checked.plan().device().map(Device::description).orElse("CPU"),
                checked.need().totalBytes(),
                description.chatTemplate(),
                vocabulary.bosToken(),
                vocabulary.eosToken());
    }

    /** Nothing that this refuses reaches native code. */
    private Checked check() {
        try (GgufFile file = GgufFile.open(options.path())) {
            ModelCheck.requireRunnable(file);
            ModelDescription description = ModelDescription.of(file);
            int length = contextLength(description);
            MemoryEstimate need =
                    MemoryEstimate.of(description, length, options.keyType(), options.valueType());
            OffloadPlan plan =
                    OffloadPlan.of(options, description.layers(), need, library.devices());
            if (plan.device().isEmpty()) {
                need.require(MachineMemory.now(), String.valueOf(options.path().getFileName()));
            }
            return new Checked(description, length, need, plan, ContentKey.of(file));
        }
    }

    private int contextLength(ModelDescription description) {
        if (options.contextLength() == ModelOptions.AUTOMATIC) {
            return description.defaultContext();
        }
        long most = (long) description.trainedContext() * MOST_STRETCH;
        if (options.contextLength() > most) {
            throw new EngineException(
                    new Problem.InvalidValue(
                            "context length",
                            String.valueOf(options.contextLength()),
                            "at most " + most + " for this model"));
        }
        return options.contextLength();
    }
}
