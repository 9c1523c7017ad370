package notso.inference.jllama;

import notso.inference.CancelSignal;
import notso.inference.FinishReason;
import notso.inference.GenerationEvent;
import notso.inference.GenerationEvent.Finished;
import notso.inference.GenerationEvent.Token;
import notso.inference.stream.StopTextMatcher;

import java.util.function.Consumer;

/**
 * One generation: the prompt in parts, then the answer piece by piece.
 *
 * <p>The engine gives text, no counts and no reasons. A piece is one token, except where a
 * character comes in several, of which only the last brings a piece; those are counted as the
 * engine's own tokenizer would cut the character. The token that ends a turn is a last piece
 * without text. An answer that ends otherwise has met the limit that was asked for, which is then
 * its exact count.
 */
final class Answering {

    /**
     * Tokens of a prompt read at once: what still runs on when a prompt is cancelled. Larger parts
     * are hardly faster.
     */
    static final int PART = 64;

    private final NativeRunner runner;
    private final PromptEncoder encoder;
    private final CachedTokens cached;
    private final RequestParameters parameters;
    private final Consumer<GenerationEvent> events;
    private final CancelSignal cancel;
    private final StopTextMatcher stop;
    private final GeneratedTokens generated = new GeneratedTokens();
    private final Stopwatch watch = new Stopwatch();
    private int reused;
    private boolean promptRead;

    Answering(
            NativeRunner runner,
            PromptEncoder encoder,
            CachedTokens cached,
            RequestParameters parameters,
            Consumer<GenerationEvent> events,
            CancelSignal cancel) {
        this.runner = runner;
        this.encoder = encoder;
        this.cached = cached;
        this.parameters = parameters;
        this.events = events;
        this.cancel = cancel;
        this.stop = new StopTextMatcher(parameters.request().stop());
    }

    /**
     * @param prompt ids that fit the context
     * @param room tokens that fit behind them, at least 1
     */
    Finished run(int[] prompt, int room) {
        reused = cached.reusable(prompt);
        FinishReason reason = readPrompt(prompt) ? answer(prompt, room) : FinishReason.CANCELLED;
        if (reason != FinishReason.STOP_TEXT) {
            String rest = stop.finish();
            if (!rest.isEmpty()) {
                events.accept(new Token(Token.UNKNOWN_ID, rest, false));
            }
        }
        Finished finished =
                new Finished(reason, watch.statistics(prompt.length, reused, generated.count()));
        events.accept(finished);
        return finished;
    }

    /** Reads all but the last part; false if cancelled on the way. */
    private boolean readPrompt(int[] prompt) {
        events.accept(new GenerationEvent.PromptProgress(reused, prompt.length, reused));
        for (int to = reused + PART; to < prompt.length; to += PART) {
            OutputQueue outputs = runner.start(parameters.reading(prompt, to));
            try (CancelSignal.Registration _ = cancel.onCancel(outputs::abandon)) {
                if (!awaitEnd(outputs)) {
                    return false;
                }
            }
            cached.set(prompt, to);
            events.accept(new GenerationEvent.PromptProgress(to, prompt.length, reused));
        }
        return !cancel.isCancelled();
    }

    private static boolean awaitEnd(OutputQueue outputs) {
        while (true) {
            switch (outputs.take()) {
                case OutputQueue.Piece _ -> {}
                case OutputQueue.End _ -> {
                    return true;
                }
                case OutputQueue.Abandoned _ -> {
                    return false;
                }
                case OutputQueue.Failed(var reason) -> throw reason;
            }
        }
    }

    private FinishReason answer(int[] prompt, int room) {
        int limit = Math.min(parameters.request().maxTokens(), room);
        OutputQueue outputs = runner.start(parameters.answering(prompt, limit));
        try (CancelSignal.Registration _ = cancel.onCancel(outputs::abandon)) {
            FinishReason reason = answer(outputs, prompt, limit);
            cached.set(prompt, prompt.length);
            // The last token was sampled, but not read; the one that ends a turn is not among them.
            int read = generated.count() - (reason == FinishReason.END_OF_TURN ? 0 : 1);
            cached.append(generated.ids(), Math.max(0, Math.min(read, generated.ids().length)));
            return reason;
        }
    }

    private FinishReason answer(OutputQueue outputs, int[] prompt, int limit) {
        while (true) {
            switch (outputs.take()) {
                case OutputQueue.Piece(String text) -> {
                    watch.token();
                    tellRead(prompt);
                    tell(text);
                    if (stop.matched().isPresent()) {
                        outputs.abandon();
                        return FinishReason.STOP_TEXT;
                    }
                }
                case OutputQueue.End _ -> {
                    tellRead(prompt);
                    return ended(limit);
                }
                case OutputQueue.Abandoned _ -> {
                    return FinishReason.CANCELLED;
                }
                case OutputQueue.Failed(var reason) -> throw reason;
            }
        }
    }

    /** The first sign of an answer says that all of the prompt was read. */
    private void tellRead(int[] prompt) {
        if (!promptRead) {
            promptRead = true;
            events.accept(new GenerationEvent.PromptProgress(prompt.length, prompt.length, reused));
        }
    }

    private void tell(String text) {
        int[] ids = encoder.encodePiece(text);
        generated.add(ids);
        for (int i = 1; i < ids.length; i++) {
            events.accept(new Token(Token.UNKNOWN_ID, "", false));
        }
        // A piece is one token, or several that have half a character in them, so no name.
        boolean special = encoder.special().id(text).isPresent();
        if (!text.isEmpty()) {
            events.accept(new Token(Token.UNKNOWN_ID, stop.accept(text), special));
        }
    }

    private FinishReason ended(int limit) {
        if (parameters.request().endsTurns() && generated.endsSilently()) {
            generated.dropSilentEnd();
            return FinishReason.END_OF_TURN;
        }
        generated.setCount(limit);
        return parameters.request().maxTokens() == limit
                ? FinishReason.LENGTH
                : FinishReason.CONTEXT_FULL;
    }
}
