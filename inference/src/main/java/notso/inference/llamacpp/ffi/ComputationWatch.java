package notso.inference.llamacpp.ffi;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/**
 * What llama.cpp asks before each node of a computation graph: whether to stop. Counting the calls
 * also tells how far a batch has come, since the graph of every batch has the same nodes.
 *
 * <p>Called on the thread that decodes, and only by processor backends; on a graphics processor a
 * batch is short and neither asks nor reports.
 */
public final class ComputationWatch {

    private static final BooleanSupplier NEVER = () -> false;
    private static final DoubleConsumer NOBODY = _ -> {};

    private BooleanSupplier stop = NEVER;
    private DoubleConsumer progress = NOBODY;
    private long nodes;
    private long nodesPerBatch;
    private Optional<RuntimeException> failure = Optional.empty();

    /** From now on, asks {@code stop} and tells {@code progress} the done fraction of the batch. */
    public void begin(BooleanSupplier stop, DoubleConsumer progress) {
        this.stop = stop;
        this.progress = progress;
        this.nodes = 0;
    }

    /** Learns how many nodes a batch has from one that ran through. */
    public void learn() {
        nodesPerBatch = nodes;
    }

    /** Neither stops nor reports any more. */
    public void end() {
        stop = NEVER;
        progress = NOBODY;
    }

    /** Throws what a listener threw; native code must not be crossed by an exception. */
    void rethrow() {
        if (failure.isPresent()) {
            RuntimeException thrown = failure.get();
            failure = Optional.empty();
            throw thrown;
        }
    }

    /** {@code bool (*)(void * data)}. */
    boolean isStopped(MemorySegment data) {
        nodes++;
        try {
            if (nodesPerBatch > 0 && nodes <= nodesPerBatch) {
                progress.accept((double) nodes / nodesPerBatch);
            }
            return failure.isPresent() || stop.getAsBoolean();
        } catch (RuntimeException e) {
            failure = Optional.of(e);
            return true;
        }
    }
}
