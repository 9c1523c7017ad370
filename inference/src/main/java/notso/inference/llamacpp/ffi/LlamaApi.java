package notso.inference.llamacpp.ffi;

import notso.inference.llamacpp.ffi.NativeInterface.Struct;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/** The functions of {@code llama.h} that are used, under their C names. */
interface LlamaApi {

    MemorySegment llama_version();

    void llama_backend_init();

    void llama_log_set(MemorySegment callback, MemorySegment userData);

    @Struct(ModelParameters.NAME)
    MemorySegment llama_model_default_params(SegmentAllocator allocator);

    @Struct(ContextParameters.NAME)
    MemorySegment llama_context_default_params(SegmentAllocator allocator);

    MemorySegment llama_model_load_from_file(
            MemorySegment path, @Struct(ModelParameters.NAME) MemorySegment parameters);

    void llama_model_free(MemorySegment model);

    MemorySegment llama_model_get_vocab(MemorySegment model);

    int llama_model_n_ctx_train(MemorySegment model);

    int llama_model_n_layer(MemorySegment model);

    long llama_model_size(MemorySegment model);

    boolean llama_model_has_encoder(MemorySegment model);

    boolean llama_model_has_decoder(MemorySegment model);

    boolean llama_model_is_recurrent(MemorySegment model);

    boolean llama_model_is_diffusion(MemorySegment model);

    MemorySegment llama_init_from_model(
            MemorySegment model, @Struct(ContextParameters.NAME) MemorySegment parameters);

    void llama_free(MemorySegment context);

    int llama_n_ctx(MemorySegment context);

    MemorySegment llama_get_memory(MemorySegment context);

    void llama_memory_clear(MemorySegment memory, boolean data);

    boolean llama_memory_seq_rm(MemorySegment memory, int sequence, int from, int to);

    int llama_memory_seq_pos_max(MemorySegment memory, int sequence);

    long llama_state_seq_get_size(MemorySegment context, int sequence);

    @Struct(TokenBatch.NAME)
    MemorySegment llama_batch_get_one(SegmentAllocator allocator, MemorySegment tokens, int count);

    int llama_decode(MemorySegment context, @Struct(TokenBatch.NAME) MemorySegment batch);

    void llama_set_abort_callback(
            MemorySegment context, MemorySegment callback, MemorySegment data);

    void llama_synchronize(MemorySegment context);

    MemorySegment llama_get_logits_ith(MemorySegment context, int index);

    int llama_vocab_n_tokens(MemorySegment vocabulary);

    MemorySegment llama_vocab_get_text(MemorySegment vocabulary, int token);

    int llama_vocab_get_attr(MemorySegment vocabulary, int token);

    boolean llama_vocab_is_eog(MemorySegment vocabulary, int token);

    int llama_vocab_bos(MemorySegment vocabulary);

    int llama_vocab_eos(MemorySegment vocabulary);

    boolean llama_vocab_get_add_bos(MemorySegment vocabulary);

    int llama_tokenize(
            MemorySegment vocabulary,
            MemorySegment text,
            int textBytes,
            MemorySegment tokens,
            int capacity,
            boolean addSpecial,
            boolean parseSpecial);

    int llama_token_to_piece(
            MemorySegment vocabulary,
            int token,
            MemorySegment buffer,
            int capacity,
            int leadingSpaces,
            boolean special);

    @Struct(Sampler.CHAIN_PARAMETERS)
    MemorySegment llama_sampler_chain_default_params(SegmentAllocator allocator);

    MemorySegment llama_sampler_chain_init(
            @Struct(Sampler.CHAIN_PARAMETERS) MemorySegment parameters);

    void llama_sampler_chain_add(MemorySegment chain, MemorySegment sampler);

    MemorySegment llama_sampler_init_greedy();

    MemorySegment llama_sampler_init_dist(int seed);

    MemorySegment llama_sampler_init_top_k(int k);

    MemorySegment llama_sampler_init_top_p(float p, long minKeep);

    MemorySegment llama_sampler_init_min_p(float p, long minKeep);

    MemorySegment llama_sampler_init_temp(float temperature);

    MemorySegment llama_sampler_init_penalties(
            int vocabularySize, int window, float repeat, float frequency, float presence);

    void llama_sampler_accept(MemorySegment sampler, int token);

    int llama_sampler_sample(MemorySegment sampler, MemorySegment context, int index);

    void llama_sampler_free(MemorySegment sampler);
}
