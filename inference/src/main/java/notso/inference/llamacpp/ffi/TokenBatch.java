package notso.inference.llamacpp.ffi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/** {@code struct llama_batch}: tokens of one sequence, handed over for computation. */
final class TokenBatch {

    static final String NAME = "llama_batch";

    static final StructLayout LAYOUT =
            MemoryLayout.structLayout(
                            JAVA_INT.withName("n_tokens"),
                            MemoryLayout.paddingLayout(4),
                            ADDRESS.withName("token"),
                            ADDRESS.withName("embd"),
                            ADDRESS.withName("pos"),
                            ADDRESS.withName("n_seq_id"),
                            ADDRESS.withName("seq_id"),
                            ADDRESS.withName("logits"))
                    .withName(NAME);

    private final LlamaApi llama;
    private final MemorySegment tokens;

    /** Room for {@link ContextParameters#BATCH} tokens, owned by {@code arena}. */
    TokenBatch(LlamaApi llama, Arena arena) {
        this.llama = llama;
        this.tokens = arena.allocate(JAVA_INT, ContextParameters.BATCH);
    }

    /**
     * Computes the tokens {@code ids[from, to)}; positions follow on by themselves, and the logits
     * of the last one are kept.
     *
     * @return the result code of {@code llama_decode}
     */
    int decode(MemorySegment context, int[] ids, int from, int to) {
        MemorySegment.copy(ids, from, tokens, JAVA_INT, 0, to - from);
        try (Arena arena = Arena.ofConfined()) {
            return llama.llama_decode(context, llama.llama_batch_get_one(arena, tokens, to - from));
        }
    }
}
