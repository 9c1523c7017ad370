package notso.inference.llamacpp;

import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.GenerationEvent;
import notso.inference.GenerationRequest;
import notso.inference.LoadedModel;
import notso.inference.ModelInfo;
import notso.inference.Problem;
import notso.inference.Prompt;
import notso.inference.Sampling;
import notso.inference.llamacpp.ffi.LlamaLibrary;
import notso.inference.llamacpp.ffi.NativeContext;
import notso.inference.llamacpp.ffi.NativeModel;
import notso.inference.llamacpp.ffi.Sampler;
import notso.inference.llamacpp.ffi.Vocabulary;

import java.util.function.Consumer;
import java.util.function.Function;

/** A model in llama.cpp: weights, vocabulary, one context and the tokens in its cache. */
final class LlamaCppModel implements LoadedModel {

    private final LlamaLibrary library;
    private final NativeModel model;
    private final NativeContext context;
    private final Vocabulary vocabulary;
    private final KvCache cache;
    private final ModelInfo info;
    private boolean closed;

    /** Takes over the model and the context. */
    LlamaCppModel(
            LlamaLibrary library,
            NativeModel model,
            NativeContext context,
            Function<Vocabulary, ModelInfo> info) {
        this.library = library;
        this.model = model;
        this.context = context;
        this.vocabulary = model.vocabulary();
        this.cache = new KvCache(context);
        this.info = info.apply(vocabulary);
    }

    /**
     * Computes one token and forgets it: brings the weights into memory, so that the first answer
     * does not wait for the disk, and shows how many nodes a batch has.
     */
    void warmUp(CancelSignal cancel) {
        int[] token = {0};
        context.watch().begin(cancel::isCancelled, _ -> {});
        NativeContext.Outcome outcome = cache.decode(token, 0, 1);
        context.synchronize();
        context.watch().learn();
        context.watch().end();
        cache.clear();
        if (outcome == NativeContext.Outcome.ABORTED) {
            throw new EngineException(new Problem.Cancelled());
        }
    }

    @Override
    public ModelInfo info() {
        return info;
    }

    @Override
    public int[] tokenize(Prompt prompt) {
        return vocabulary.tokenize(prompt);
    }

    @Override
    public GenerationEvent.Finished generate(
            GenerationRequest request, Consumer<GenerationEvent> events, CancelSignal cancel) {
        int[] prompt = vocabulary.tokenize(request.prompt());
        check(prompt);
        try (Sampler sampler = new Sampler(library, request.sampling(), vocabulary.size())) {
            for (int i = Math.max(0, prompt.length - Sampling.PENALTY_WINDOW);
                    i < prompt.length;
                    i++) {
                sampler.accept(prompt[i]);
            }
            return new Generation(context, cache, vocabulary, request, events, cancel)
                    .run(prompt, sampler);
        } catch (RuntimeException e) {
            cache.clear();
            throw e;
        }
    }

    private void check(int[] prompt) {
        if (prompt.length == 0) {
            throw new EngineException(
                    new Problem.InvalidValue("prompt", "", "at least one token long"));
        }
        if (prompt.length >= context.length()) {
            throw new EngineException(new Problem.PromptTooLong(prompt.length, context.length()));
        }
        for (int token : prompt) {
            if (token < 0 || token >= vocabulary.size()) {
                throw new EngineException(
                        new Problem.InvalidValue(
                                "token",
                                String.valueOf(token),
                                "at least 0 and below " + vocabulary.size()));
            }
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            context.close();
            model.close();
        }
    }
}
