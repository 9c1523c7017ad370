package notso.inference.model;

import notso.inference.EngineException;
import notso.inference.ModelOptions.KvType;
import notso.inference.Problem;
import notso.inference.gguf.GgmlType;

/**
 * What a model takes while it runs, in bytes.
 *
 * @param weightBytes the tensors
 * @param kvBytes the KV cache at the whole context
 * @param bufferBytes what llama.cpp computes in, about
 */
public record MemoryEstimate(long weightBytes, long kvBytes, long bufferBytes) {

    /** How a need stands to a machine. */
    public enum Fit {
        FITS,
        /** It runs, but other programs will be pushed out of memory. */
        TIGHT,
        TOO_LARGE
    }

    /** Tokens that llama.cpp evaluates at once. */
    private static final long BATCH = 512;

    /** Threads' stacks, vocabulary, tables. */
    private static final long FIXED_BYTES = 64L << 20;

    public static MemoryEstimate of(
            ModelDescription model, int context, KvType keys, KvType values) {
        long perHalf = saturated(model.kvBytesPerToken() / 4, context);
        double kv = perHalf * (bytesPerNumber(keys) + bytesPerNumber(values));
        // Logits of a batch and the widest layer in 32 bits, the attention mask in 16.
        long buffers =
                BATCH * (4L * (model.vocabulary() + (long) model.feedForward()) + 2L * context);
        return new MemoryEstimate(model.weightBytes(), (long) kv, buffers + FIXED_BYTES);
    }

    public long totalBytes() {
        return weightBytes + kvBytes + bufferBytes;
    }

    public Fit fit(MachineMemory machine) {
        if (totalBytes() <= machine.availableBytes() / 10 * 9) {
            return Fit.FITS;
        }
        return totalBytes() <= machine.totalBytes() / 10 * 9 ? Fit.TIGHT : Fit.TOO_LARGE;
    }

    /**
     * The KV cache and the buffers must be free now; weights can be read from the disk again.
     *
     * @param name of the model, to begin the sentence with
     * @throws EngineException with {@link Problem.NotEnoughMemory} if the machine is too small
     */
    public void require(MachineMemory machine, String name) {
        if (fit(machine) == Fit.TOO_LARGE) {
            throw new EngineException(
                    new Problem.NotEnoughMemory(name, totalBytes(), machine.totalBytes()));
        }
        long unmapped = kvBytes + bufferBytes;
        if (unmapped > machine.availableBytes()) {
            throw new EngineException(
                    new Problem.NotEnoughMemory(
                            "The context of " + name, unmapped, machine.availableBytes()));
        }
    }

    private static double bytesPerNumber(KvType type) {
        GgmlType stored =
                switch (type) {
                    case F16 -> GgmlType.F16;
                    case Q8_0 -> GgmlType.Q8_0;
                    case Q4_0 -> GgmlType.Q4_0;
                };
        return (double) stored.blockBytes() / stored.blockElements();
    }

    /** Hostile sizes must not wrap around to small needs. */
    private static long saturated(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        return high == 0 && a * b >= 0 ? Math.min(a * b, Long.MAX_VALUE >> 4) : Long.MAX_VALUE >> 4;
    }
}
