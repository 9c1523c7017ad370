package notso.inference.llamacpp;

import notso.inference.CancelSignal;
import notso.inference.FinishReason;
import notso.inference.GenerationEvent;
import notso.inference.GenerationRequest;
import notso.inference.GenerationStatistics;
import notso.inference.llamacpp.ffi.NativeContext;
import notso.inference.llamacpp.ffi.Sampler;
import notso.inference.llamacpp.ffi.Vocabulary;
import notso.inference.stream.StopTextMatcher;
import notso.inference.stream.Utf8Assembler;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One run of the loop: read the prompt, then sample, tell and decode until there is a reason to
 * end.
 */
final class Generation {

    private static final long PROGRESS_NANOS = Duration.ofMillis(100).toNanos();

    private final NativeContext context;
    private final KvCache cache;
    private final Vocabulary vocabulary;
    private final GenerationRequest request;
    private final Consumer<GenerationEvent> events;
    private final CancelSignal cancel;
    private final Utf8Assembler utf8 = new Utf8Assembler();
    private final StopTextMatcher stop;

    private final long begin = System.nanoTime();
    private long lastProgress = begin;
    private long promptBegin;
    private long firstToken;
    private long lastToken;
    private int promptTokens;
    private int reused;
    private int generated;

    Generation(
            NativeContext context,
            KvCache cache,
            Vocabulary vocabulary,
            GenerationRequest request,
            Consumer<GenerationEvent> events,
            CancelSignal cancel) {
        this.context = context;
        this.cache = cache;
        this.vocabulary = vocabulary;
        this.request = request;
        this.events = events;
        this.cancel = cancel;
        this.stop = new StopTextMatcher(request.stop());
    }

    /**
     * @param prompt ids that fit the context
     */
    GenerationEvent.Finished run(int[] prompt, Sampler sampler) {
        promptTokens = prompt.length;
        reused = cache.keepPrefix(prompt);
        promptBegin = System.nanoTime();
        FinishReason reason;
        if (readPrompt(prompt)) {
            reason = generate(sampler);
        } else {
            reason = FinishReason.CANCELLED;
        }
        context.watch().end();
        GenerationEvent.Finished finished = new GenerationEvent.Finished(reason, statistics());
        events.accept(finished);
        return finished;
    }

    /** Reads what is not in the cache yet; false if cancelled on the way. */
    private boolean readPrompt(int[] prompt) {
        tellProgress(reused);
        for (int from = reused; from < prompt.length; ) {
            int to = Math.min(from + NativeContext.BATCH, prompt.length);
            int start = from;
            context.watch()
                    .begin(
                            cancel::isCancelled,
                            done -> tellProgressSometimes(start + (int) (done * (to - start))));
            if (cancel.isCancelled()
                    || cache.decode(prompt, from, to) != NativeContext.Outcome.DONE) {
                return false;
            }
            from = to;
        }
        context.synchronize();
        tellProgress(prompt.length);
        return true;
    }

    private FinishReason generate(Sampler sampler) {
        context.askFlag();
        try (CancelSignal.Registration _ = cancel.onCancel(context::raiseFlag)) {
            return sampleUntilTheEnd(sampler);
        } finally {
            context.askWatch();
        }
    }

    private FinishReason sampleUntilTheEnd(Sampler sampler) {
        int[] next = new int[1];
        while (true) {
            if (cancel.isCancelled()) {
                return FinishReason.CANCELLED;
            }
            int token = sampler.sample(context);
            lastToken = System.nanoTime();
            if (firstToken == 0) {
                firstToken = lastToken;
            }
            if (request.endsTurns() && vocabulary.endsTurn(token)) {
                flush();
                return FinishReason.END_OF_TURN;
            }
            generated++;
            tell(token);
            Optional<FinishReason> reason = reasonToEnd();
            if (reason.isPresent()) {
                if (reason.get() != FinishReason.STOP_TEXT) {
                    flush();
                }
                return reason.get();
            }
            next[0] = token;
            if (cache.decode(next, 0, 1) != NativeContext.Outcome.DONE) {
                flush();
                return FinishReason.CANCELLED;
            }
        }
    }

    private Optional<FinishReason> reasonToEnd() {
        if (stop.matched().isPresent()) {
            return Optional.of(FinishReason.STOP_TEXT);
        }
        if (generated >= request.maxTokens()) {
            return Optional.of(FinishReason.LENGTH);
        }
        if (cache.size() >= cache.capacity()) {
            return Optional.of(FinishReason.CONTEXT_FULL);
        }
        return Optional.empty();
    }

    private void tell(int token) {
        String text = stop.accept(utf8.accept(vocabulary.piece(token)));
        events.accept(
                new GenerationEvent.Token(token, text, vocabulary.specialTokens().contains(token)));
    }

    /** Lets go of text that was held back for a character or a stop text that never came. */
    private void flush() {
        String rest = stop.accept(utf8.finish()) + stop.finish();
        if (!rest.isEmpty()) {
            events.accept(new GenerationEvent.Token(GenerationEvent.Token.UNKNOWN_ID, rest, false));
        }
    }

    private void tellProgressSometimes(int evaluated) {
        long now = System.nanoTime();
        if (now - lastProgress >= PROGRESS_NANOS) {
            lastProgress = now;
            tellProgress(evaluated);
        }
    }

    private void tellProgress(int evaluated) {
        events.accept(new GenerationEvent.PromptProgress(evaluated, promptTokens, reused));
    }

    private GenerationStatistics statistics() {
        long promptEnd = firstToken == 0 ? System.nanoTime() : firstToken;
        return new GenerationStatistics(
                promptTokens,
                reused,
                generated,
                Duration.ofNanos(promptEnd - promptBegin),
                Duration.ofNanos(lastToken - firstToken),
                firstToken == 0 ? Duration.ZERO : Duration.ofNanos(firstToken - begin));
    }
}
