package notso.inference.llamacpp.ffi;

import notso.inference.Sampling;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.ThreadLocalRandom;

/** A chain of native samplers, in llama.cpp's own order: penalties, cuts, temperature, choice. */
public final class Sampler implements AutoCloseable {

    static final String CHAIN_PARAMETERS = "llama_sampler_chain_params";

    static final StructLayout CHAIN_LAYOUT =
            MemoryLayout.structLayout(ValueLayout.JAVA_BOOLEAN.withName("no_perf"))
                    .withName(CHAIN_PARAMETERS);

    private static final long KEEP_ONE = 1;

    private final LlamaApi llama;
    private final MemorySegment chain;
    private boolean closed;

    public Sampler(LlamaLibrary library, Sampling sampling, int vocabularySize) {
        this.llama = library.llama();
        try (Arena arena = Arena.ofConfined()) {
            chain = llama.llama_sampler_chain_init(llama.llama_sampler_chain_default_params(arena));
        }
        if (sampling.repetitionPenalty() != 1) {
            add(
                    llama.llama_sampler_init_penalties(
                            vocabularySize,
                            Sampling.PENALTY_WINDOW,
                            (float) sampling.repetitionPenalty(),
                            0,
                            0));
        }
        if (sampling.temperature() == 0) {
            add(llama.llama_sampler_init_greedy());
            return;
        }
        if (sampling.topK() > 0) {
            add(llama.llama_sampler_init_top_k(sampling.topK()));
        }
        if (sampling.topP() < 1) {
            add(llama.llama_sampler_init_top_p((float) sampling.topP(), KEEP_ONE));
        }
        if (sampling.minP() > 0) {
            add(llama.llama_sampler_init_min_p((float) sampling.minP(), KEEP_ONE));
        }
        add(llama.llama_sampler_init_temp((float) sampling.temperature()));
        long seed = sampling.seed().orElseGet(() -> ThreadLocalRandom.current().nextLong());
        add(llama.llama_sampler_init_dist((int) seed));
    }

    private void add(MemorySegment sampler) {
        llama.llama_sampler_chain_add(chain, sampler);
    }

    /** Lets the repetition penalty see a token that was not sampled here. */
    public void accept(int token) {
        llama.llama_sampler_accept(chain, token);
    }

    /** Chooses from the logits of the last decoded token, and remembers the choice. */
    public int sample(NativeContext context) {
        return llama.llama_sampler_sample(chain, context.segment(), -1);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            llama.llama_sampler_free(chain);
        }
    }
}
