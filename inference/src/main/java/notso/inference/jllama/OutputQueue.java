package notso.inference.jllama;

import notso.inference.EngineException;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What a native request puts out, on its way from its thread to the one that asked. */
final class OutputQueue {

    /** One thing put out. */
    sealed interface Output permits Piece, End, Failed, Abandoned {}

    /**
     * The text of one token, or of several that make up a character together.
     *
     * @param text empty for a control token
     */
    record Piece(String text) implements Output {}

    /** The request has ended by itself. */
    record End() implements Output {}

    /** The request has failed. */
    record Failed(EngineException reason) implements Output {}

    /** Somebody called {@link #abandon}. */
    record Abandoned() implements Output {}

    private final BlockingQueue<Output> outputs = new LinkedBlockingQueue<>();
    private volatile boolean abandoned;

    void add(Output output) {
        outputs.add(output);
    }

    /** Waits for the next output. */
    Output take() {
        try {
            return outputs.take();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            abandon();
            return new Abandoned();
        }
    }

    /** Wakes who waits, and makes the request end at its next token. Any thread. */
    void abandon() {
        abandoned = true;
        outputs.add(new Abandoned());
    }

    boolean isAbandoned() {
        return abandoned;
    }
}
