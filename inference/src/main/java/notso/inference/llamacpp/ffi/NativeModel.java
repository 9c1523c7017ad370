package notso.inference.llamacpp.ffi;

import notso.inference.CancelSignal;
import notso.inference.Device;
import notso.inference.EngineException;
import notso.inference.Problem;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/** A loaded {@code llama_model}: the weights and the vocabulary. */
public final class NativeModel implements AutoCloseable {

    private static final FunctionDescriptor PROGRESS =
            FunctionDescriptor.of(
                    ValueLayout.JAVA_BOOLEAN, ValueLayout.JAVA_FLOAT, ValueLayout.ADDRESS);

    private final LlamaApi llama;
    private final MemorySegment model;
    private boolean closed;

    private NativeModel(LlamaApi llama, MemorySegment model) {
        this.llama = llama;
        this.model = model;
    }

    /**
     * Loads a file that has been checked.
     *
     * @param gpuLayers layers for graphics processors, -1 for all
     * @param device the only device to use beside the processor; empty for all
     */
    public static NativeModel load(
            LlamaLibrary library,
            Path path,
            int gpuLayers,
            Optional<Device> device,
            DoubleConsumer progress,
            CancelSignal cancel) {
        try (Arena arena = Arena.ofShared()) {
            Watch watch = new Watch(progress, cancel);
            MemorySegment callback =
                    NativeInterface.callback(
                            MethodHandles.lookup(), watch, "proceed", PROGRESS, arena);
            ModelParameters parameters =
                    new ModelParameters(library.llama(), arena)
                            .gpuLayers(gpuLayers)
                            .progress(callback);
            device.flatMap(chosen -> library.device(chosen.id()))
                    .ifPresent(handle -> parameters.devices(nullTerminated(handle, arena)));
            NativeModel model = load(library, path, parameters, arena, cancel);
            if (cancel.isCancelled()) {
                model.close();
                throw new EngineException(new Problem.Cancelled());
            }
            return model;
        }
    }

    /** Loads nothing but the vocabulary of a file that has been checked. */
    public static NativeModel loadVocabulary(LlamaLibrary library, Path path) {
        try (Arena arena = Arena.ofConfined()) {
            ModelParameters parameters =
                    new ModelParameters(library.llama(), arena).vocabularyOnly();
            return load(library, path, parameters, arena, new CancelSignal());
        }
    }

    private static NativeModel load(
            LlamaLibrary library,
            Path path,
            ModelParameters parameters,
            Arena arena,
            CancelSignal cancel) {
        MemorySegment model =
                library.llama()
                        .llama_model_load_from_file(
                                arena.allocateFrom(path.toString()), parameters.segment());
        if (model.equals(MemorySegment.NULL)) {
            String error = library.log().takeError();
            throw new EngineException(
                    cancel.isCancelled()
                            ? new Problem.Cancelled()
                            : new Problem.UnsupportedModel(
                                    path,
                                    error.isEmpty() ? "llama.cpp cannot load it" : error,
                                    "choose another model"));
        }
        return new NativeModel(library.llama(), model);
    }

    private static MemorySegment nullTerminated(MemorySegment handle, Arena arena) {
        MemorySegment array = arena.allocate(ValueLayout.ADDRESS, 2);
        array.set(ValueLayout.ADDRESS, 0, handle);
        return array;
    }

    MemorySegment segment() {
        if (closed) {
            throw new IllegalStateException("The model is closed.");
        }
        return model;
    }

    public Vocabulary vocabulary() {
        return new Vocabulary(llama, llama.llama_model_get_vocab(segment()));
    }

    public int trainedContextLength() {
        return llama.llama_model_n_ctx_train(segment());
    }

    public int layers() {
        return llama.llama_model_n_layer(segment());
    }

    /** Bytes of all tensors. */
    long size() {
        return llama.llama_model_size(segment());
    }

    /** False for encoders, diffusion models and whatever else does not continue a text. */
    public boolean continuesText() {
        return llama.llama_model_has_decoder(segment())
                && !llama.llama_model_has_encoder(segment())
                && !llama.llama_model_is_diffusion(segment());
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            llama.llama_model_free(model);
        }
    }

    /** Called by llama.cpp while it loads. */
    private record Watch(DoubleConsumer progress, CancelSignal cancel) {

        boolean proceed(float fraction, MemorySegment userData) {
            progress.accept(fraction);
            return !cancel.isCancelled();
        }
    }
}
