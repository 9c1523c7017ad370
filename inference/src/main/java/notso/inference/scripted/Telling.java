package notso.inference.scripted;

import notso.inference.FinishReason;
import notso.inference.GenerationEvent;
import notso.inference.GenerationEvent.Token;
import notso.inference.GenerationRequest;
import notso.inference.GenerationStatistics;
import notso.inference.stream.StopTextMatcher;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One generation from a script: its limits, counts and times. */
final class Telling {

    private static final int PROMPT_BATCH = 32;

    private final GenerationRequest request;
    private final Consumer<GenerationEvent> events;
    private final StopTextMatcher stop;
    private final int room;

    private final long start = System.nanoTime();
    private int promptTokens;
    private long promptRead = start;
    private int generated;
    private long firstToken = start;
    private long lastToken = start;

    /**
     * @param room tokens that the context holds beside the prompt
     */
    Telling(GenerationRequest request, Consumer<GenerationEvent> events, int room) {
        this.request = request;
        this.events = events;
        this.room = room;
        this.stop = new StopTextMatcher(request.stop());
    }

    /** False if cancelled. */
    boolean readPrompt(int tokens, Pace pace) {
        promptTokens = tokens;
        for (int read = 0; read < tokens; ) {
            int batch = Math.min(PROMPT_BATCH, tokens - read);
            if (!pace.await(batch)) {
                return false;
            }
            read += batch;
            promptRead = System.nanoTime();
            events.accept(new GenerationEvent.PromptProgress(read, tokens, 0));
        }
        return true;
    }

    GenerationEvent.Finished cancelled() {
        return finish(FinishReason.CANCELLED);
    }

    GenerationEvent.Finished tell(List<Token> answer, Pace pace) {
        Optional<FinishReason> reason = Optional.empty();
        while (reason.isEmpty()) {
            for (int i = 0; i < answer.size() && reason.isEmpty(); i++) {
                reason = next(answer.get(i), pace);
            }
            if (reason.isEmpty() && (request.endsTurns() || answer.isEmpty())) {
                reason = Optional.of(FinishReason.END_OF_TURN);
            }
        }
        return finish(reason.get());
    }

    private Optional<FinishReason> next(Token token, Pace pace) {
        if (generated == room) {
            return Optional.of(FinishReason.CONTEXT_FULL);
        }
        if (generated == request.maxTokens()) {
            return Optional.of(FinishReason.LENGTH);
        }
        if (!pace.await(1)) {
            return Optional.of(FinishReason.CANCELLED);
        }
        lastToken = System.nanoTime();
        if (generated++ == 0) {
            firstToken = lastToken;
        }
        if (token.special()) {
            releaseHeldBack();
            events.accept(token);
            return Optional.empty();
        }
        events.accept(new Token(token.id(), stop.accept(token.text()), false));
        return stop.matched().map(_ -> FinishReason.STOP_TEXT);
    }

    private GenerationEvent.Finished finish(FinishReason reason) {
        releaseHeldBack();
        GenerationEvent.Finished finished =
                new GenerationEvent.Finished(
                        reason,
                        new GenerationStatistics(
                                promptTokens,
                                0,
                                generated,
                                Duration.ofNanos(promptRead - start),
                                Duration.ofNanos(lastToken - firstToken),
                                Duration.ofNanos(firstToken - start)));
        events.accept(finished);
        return finished;
    }

    private void releaseHeldBack() {
        String heldBack = stop.finish();
        if (!heldBack.isEmpty()) {
            events.accept(new Token(Token.UNKNOWN_ID, heldBack, false));
        }
    }
}
