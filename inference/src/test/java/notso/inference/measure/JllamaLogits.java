package notso.inference.measure;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import notso.inference.jllama.JllamaEngine;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * The scores that the llama.cpp inside java-llama.cpp 4.2.0 gives to every token at every position.
 * The wrapper has no way to them, but its library lets llama.cpp's own functions be called; the
 * structures are those of b4916.
 */
@SuppressWarnings("restricted")
final class JllamaLogits implements AutoCloseable {

    /** {@code llama_model_params}; passed whole, changed nowhere. */
    private static final MemoryLayout MODEL_PARAMETERS = structure(64);

    /** {@code llama_context_params}. */
    private static final MemoryLayout CONTEXT_PARAMETERS = structure(120);

    private static final long CONTEXT_LENGTH = 0;
    private static final long THREADS = 16;
    private static final long BATCH_THREADS = 20;

    /** {@code llama_batch}. */
    private static final MemoryLayout BATCH = structure(56);

    private final Arena arena = Arena.ofConfined();
    private final SymbolLookup library;
    private final MemorySegment model;
    private final MemorySegment context;
    private final int vocabularySize;

    JllamaLogits(Path file, Path cache, int contextLength, int threads) throws Throwable {
        new JllamaEngine(cache).close();
        Path unpacked = Path.of(System.getProperty("de.kherud.llama.tmpdir"));
        library =
                SymbolLookup.libraryLookup(
                        unpacked.resolve(System.mapLibraryName("jllama")), arena);
        model = load(file);
        context = open(contextLength, threads);
        MemorySegment vocabulary =
                (MemorySegment)
                        function("llama_model_get_vocab", FunctionDescriptor.of(ADDRESS, ADDRESS))
                                .invokeExact(model);
        vocabularySize =
                (int)
                        function("llama_vocab_n_tokens", FunctionDescriptor.of(JAVA_INT, ADDRESS))
                                .invokeExact(vocabulary);
    }

    private MemorySegment load(Path file) throws Throwable {
        MemorySegment parameters = defaults("llama_model_default_params", MODEL_PARAMETERS);
        MemorySegment loaded =
                (MemorySegment)
                        function(
                                        "llama_model_load_from_file",
                                        FunctionDescriptor.of(ADDRESS, ADDRESS, MODEL_PARAMETERS))
                                .invokeExact(arena.allocateFrom(file.toString()), parameters);
        return present(loaded, "model");
    }

    private MemorySegment open(int contextLength, int threads) throws Throwable {
        MemorySegment parameters = defaults("llama_context_default_params", CONTEXT_PARAMETERS);
        parameters.set(JAVA_INT, CONTEXT_LENGTH, contextLength);
        parameters.set(JAVA_INT, THREADS, threads);
        parameters.set(JAVA_INT, BATCH_THREADS, threads);
        MemorySegment opened =
                (MemorySegment)
                        function(
                                        "llama_init_from_model",
                                        FunctionDescriptor.of(ADDRESS, ADDRESS, CONTEXT_PARAMETERS))
                                .invokeExact(model, parameters);
        return present(opened, "context");
    }

    private MemorySegment defaults(String name, MemoryLayout layout) throws Throwable {
        return (MemorySegment)
                function(name, FunctionDescriptor.of(layout)).invokeExact((SegmentAllocator) arena);
    }

    /** One row of logits for each position. */
    float[][] logits(int[] ids) throws Throwable {
        function("llama_kv_self_clear", FunctionDescriptor.ofVoid(ADDRESS)).invokeExact(context);
        MethodHandle batchOf =
                function("llama_batch_get_one", FunctionDescriptor.of(BATCH, ADDRESS, JAVA_INT));
        MethodHandle decode =
                function("llama_decode", FunctionDescriptor.of(JAVA_INT, ADDRESS, BATCH));
        MethodHandle logits =
                function("llama_get_logits_ith", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
        MemorySegment token = arena.allocate(JAVA_INT);
        float[][] rows = new float[ids.length][];
        for (int i = 0; i < ids.length; i++) {
            token.set(JAVA_INT, 0, ids[i]);
            MemorySegment batch =
                    (MemorySegment) batchOf.invokeExact((SegmentAllocator) arena, token, 1);
            int failure = (int) decode.invokeExact(context, batch);
            if (failure != 0) {
                throw new IllegalStateException("decoding failed with " + failure);
            }
            MemorySegment row = (MemorySegment) logits.invokeExact(context, -1);
            rows[i] = row.reinterpret(vocabularySize * JAVA_FLOAT.byteSize()).toArray(JAVA_FLOAT);
        }
        return rows;
    }

    private MethodHandle function(String name, FunctionDescriptor type) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), type);
    }

    private static MemorySegment present(MemorySegment pointer, String what) {
        if (pointer.equals(MemorySegment.NULL)) {
            throw new IllegalStateException("no " + what);
        }
        return pointer;
    }

    /** Large structures go by memory, whatever their fields. */
    private static MemoryLayout structure(long bytes) {
        return MemoryLayout.structLayout(
                MemoryLayout.sequenceLayout(bytes / JAVA_LONG.byteSize(), JAVA_LONG));
    }

    @Override
    public void close() {
        try {
            function("llama_free", FunctionDescriptor.ofVoid(ADDRESS)).invokeExact(context);
            function("llama_model_free", FunctionDescriptor.ofVoid(ADDRESS)).invokeExact(model);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        arena.close();
    }
}
