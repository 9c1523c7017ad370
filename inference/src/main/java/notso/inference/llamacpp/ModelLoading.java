package notso.inference.llamacpp;

import notso.inference.CancelSignal;
import notso.inference.Device;
import notso.inference.EngineException;
import notso.inference.LoadProgress;
import notso.inference.LoadProgress.Phase;
import notso.inference.ModelInfo;
import notso.inference.ModelOptions;
import notso.inference.Problem;
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
        ModelDescription description = describe();
        int contextLength = contextLength(description.trainedContext());
        MemoryEstimate need =
                MemoryEstimate.of(
                        description, contextLength, options.keyType(), options.valueType());
        OffloadPlan plan = OffloadPlan.of(options, description.layers(), need, library.devices());
        if (plan.device().isEmpty()) {
            requireMemory(need);
        }
        progress.progress(new LoadProgress(Phase.CHECKING, 1));

        NativeModel model =
                NativeModel.load(
                        library,
                        options.path(),
                        plan.layers(),
                        plan.device(),
                        fraction -> progress.progress(new LoadProgress(Phase.LOADING, fraction)),
                        cancel);
        try {
            return prepare(model, description, contextLength, need, plan);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private LlamaCppModel prepare(
            NativeModel model,
            ModelDescription description,
            int contextLength,
            MemoryEstimate need,
            OffloadPlan plan) {
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
                        contextLength,
                        threads,
                        (double) contextLength / model.trainedContextLength());
        LlamaCppModel loaded =
                new LlamaCppModel(
                        library,
                        model,
                        context,
                        vocabulary -> info(model, context, vocabulary, description, need, plan));
        try {
            loaded.warmUp(cancel);
        } catch (RuntimeException e) {
            loaded.close();
            throw e;
        }
        progress.progress(new LoadProgress(Phase.PREPARING, 1));
        return loaded;
    }

    private ModelInfo info(
            NativeModel model,
            NativeContext context,
            Vocabulary vocabulary,
            ModelDescription description,
            MemoryEstimate need,
            OffloadPlan plan) {
        return new ModelInfo(
                options.path(),
                description.title(),
                description.architecture(),
                context.length(),
                model.trainedContextLength(),
                vocabulary.size(),
                model.layers(),
                plan.layers(),
                plan.device().map(Device::description).orElse("CPU"),
                need.totalBytes(),
                description.chatTemplate(),
                vocabulary.bosToken(),
                vocabulary.eosToken());
    }

    /** The KV cache and the buffers must be free now; weights can be read from the disk again. */
    private void requireMemory(MemoryEstimate need) {
        MachineMemory machine = MachineMemory.now();
        String name = String.valueOf(options.path().getFileName());
        if (need.fit(machine) == MemoryEstimate.Fit.TOO_LARGE) {
            throw new EngineException(
                    new Problem.NotEnoughMemory(name, need.totalBytes(), machine.totalBytes()));
        }
        long unmapped = need.kvBytes() + need.bufferBytes();
        if (unmapped > machine.availableBytes()) {
            throw new EngineException(
                    new Problem.NotEnoughMemory(
                            "The context of " + name, unmapped, machine.availableBytes()));
        }
    }

    /** Nothing that this refuses reaches native code. */
    private ModelDescription describe() {
        try (GgufFile file = GgufFile.open(options.path())) {
            ModelCheck.requireRunnable(file);
            return ModelDescription.of(file);
        }
    }

    private int contextLength(int trained) {
        if (options.contextLength() == ModelOptions.AUTOMATIC) {
            return Math.min(trained, ModelOptions.DEFAULT_CONTEXT);
        }
        long most = (long) trained * MOST_STRETCH;
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
