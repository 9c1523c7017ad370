package notso.inference.llamacpp;

import notso.inference.llamacpp.ffi.NativeContext;

import java.util.Arrays;

/** Which tokens the native KV cache holds, kept in step with it. */
final class KvCache {

    private final NativeContext context;
    private final int[] ids;
    private int size;

    KvCache(NativeContext context) {
        this.context = context;
        this.ids = new int[context.length()];
    }

    int size() {
        return size;
    }

    int capacity() {
        return ids.length;
    }

    /**
     * Keeps what the cache has in common with the beginning of {@code prompt} and forgets the rest.
     * The last token of a prompt is never kept, because its logits are needed again.
     *
     * @return number of tokens kept
     */
    int keepPrefix(int[] prompt) {
        int limit = Math.min(size, prompt.length - 1);
        int different = Arrays.mismatch(ids, 0, limit, prompt, 0, limit);
        int common = different < 0 ? limit : different;
        if (common < size) {
            size = context.forgetFrom(common) ? common : 0;
        }
        return size;
    }

    /** Computes {@code prompt[from, to)} and remembers them, however the computation ends. */
    NativeContext.Outcome decode(int[] prompt, int from, int to) {
        NativeContext.Outcome outcome = context.decode(prompt, from, to);
        switch (outcome) {
            case DONE -> {
                System.arraycopy(prompt, from, ids, size, to - from);
                size += to - from;
            }
            case FULL -> {}
            case ABORTED -> {
                // Whole sub-batches stay; anything behind the known tokens is not to be trusted.
                context.forgetFrom(size);
                size = Math.min(size, context.position());
            }
        }
        return outcome;
    }

    void clear() {
        context.forgetFrom(0);
        size = 0;
    }
}
