package notso.inference.llamacpp.ffi;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import notso.inference.EngineException;
import notso.inference.ModelOptions;
import notso.inference.Problem;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;

/**
 * A {@code llama_context}: the KV cache of one sequence and the buffers to compute with. Used by
 * one thread at a time.
 */
public final class NativeContext implements AutoCloseable {

    /** Most tokens that one call of {@link #decode} takes. */
    public static final int BATCH = ContextParameters.BATCH;

    /** What became of a call to {@link #decode}. */
    public enum Outcome {
        DONE,
        /** The cache has no room; nothing was computed. */
        FULL,
        /** The watch said stop; part of the batch may be in the cache. */
        ABORTED
    }

    private static final FunctionDescriptor ABORT =
            FunctionDescriptor.of(ValueLayout.JAVA_BOOLEAN, ValueLayout.ADDRESS);

    private static final int SEQUENCE = 0;

    private final LlamaLibrary library;
    private final LlamaApi llama;
    private final Arena arena = Arena.ofShared();
    private final ComputationWatch watch = new ComputationWatch();
    private final MemorySegment flag = arena.allocate("x".length() + 1L);
    private final MemorySegment askWatch;
    private final MemorySegment context;
    private final MemorySegment memory;
    private final TokenBatch batch;
    private boolean closed;

    /**
     * @param stretch how many times the trained context is to be stretched by YaRN, 1 for not at
     *     all
     */
    public NativeContext(
            LlamaLibrary library,
            NativeModel model,
            ModelOptions options,
            int contextLength,
            int threads,
            double stretch) {
        this.library = library;
        this.llama = library.llama();
        try {
            askWatch =
                    NativeInterface.callback(
                            MethodHandles.lookup(), watch, "isStopped", ABORT, arena);
            ContextParameters parameters =
                    new ContextParameters(llama, arena)
                            .length(contextLength)
                            .threads(threads)
                            .kvTypes(options.keyType(), options.valueType())
                            .abort(askWatch);
            if (stretch > 1) {
                parameters.yarn(model.trainedContextLength(), stretch);
            }
            context = llama.llama_init_from_model(model.segment(), parameters.segment());
            if (context.equals(MemorySegment.NULL)) {
                throw failure("the context could not be made");
            }
            memory = llama.llama_get_memory(context);
            batch = new TokenBatch(llama, arena);
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /** Tokens that it has room for. */
    public int length() {
        return llama.llama_n_ctx(context);
    }

    MemorySegment segment() {
        if (closed) {
            throw new IllegalStateException("The context is closed.");
        }
        return context;
    }

    public ComputationWatch watch() {
        return watch;
    }

    /** From now on, {@link #watch} is asked whether to stop, and told how far a batch has come. */
    public void askWatch() {
        llama.llama_set_abort_callback(segment(), askWatch, MemorySegment.NULL);
    }

    /**
     * From now on, only {@link #raiseFlag} stops a computation. Asking Java costs microseconds
     * before each node, which shows where a graph computes a single token. So C's {@code strlen} is
     * asked: for an empty string it answers 0, which is no, and for one of one letter 1, which is
     * yes.
     */
    public void askFlag() {
        flag.set(ValueLayout.JAVA_BYTE, 0, (byte) 0);
        llama.llama_set_abort_callback(segment(), NativeInterface.address("strlen"), flag);
    }

    /** Stops what is computed, if {@link #askFlag} was called. Any thread. */
    public void raiseFlag() {
        ValueLayout.JAVA_BYTE.varHandle().setVolatile(flag, 0L, (byte) 1);
    }

    /** Tokens in the cache. */
    public int position() {
        return llama.llama_memory_seq_pos_max(memory, SEQUENCE) + 1;
    }

    /**
     * Forgets all tokens from {@code position} on.
     *
     * @return false if this kind of memory cannot forget a part; then all is forgotten
     */
    public boolean forgetFrom(int position) {
        if (llama.llama_memory_seq_rm(memory, SEQUENCE, position, -1)) {
            return true;
        }
        llama.llama_memory_clear(memory, true);
        return false;
    }

    /** Computes {@code ids[from, to)}, at most {@link ContextParameters#BATCH} of them. */
    public Outcome decode(int[] ids, int from, int to) {
        int code = batch.decode(segment(), ids, from, to);
        watch.rethrow();
        return switch (code) {
            case 0 -> Outcome.DONE;
            case 1 -> Outcome.FULL;
            case 2 -> Outcome.ABORTED;
            default -> throw failure("llama_decode returned " + code);
        };
    }

    /** Waits until what was decoded is computed; graphics processors work on by themselves. */
    public void synchronize() {
        llama.llama_synchronize(segment());
    }

    /** The scores of the token after the last decoded one, one per vocabulary entry. */
    @SuppressWarnings("restricted")
    public float[] logits(int vocabularySize) {
        return llama.llama_get_logits_ith(segment(), -1)
                .reinterpret(vocabularySize * JAVA_FLOAT.byteSize())
                .toArray(JAVA_FLOAT);
    }

    private EngineException failure(String what) {
        String error = library.log().takeError();
        return new EngineException(
                new Problem.EngineFailed(
                        LlamaLibrary.ENGINE, error.isEmpty() ? what : what + " (" + error + ")"));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            llama.llama_free(context);
            arena.close();
        }
    }
}
