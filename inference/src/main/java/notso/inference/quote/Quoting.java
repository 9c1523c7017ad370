package notso.inference.quote;

import notso.inference.CancelSignal;
import notso.inference.GenerationEvent;
import notso.inference.scripted.Recital;
import notso.inference.stream.AnswerFormat;
import notso.inference.stream.AnswerFormat.Beginning;
import notso.inference.stream.AnswerFormat.Tags;

import java.util.Set;
import java.util.function.Consumer;

/** Streams quotations through the stages of an answer, which makes them a test of streaming. */
public final class Quoting {

    /** How the stream of a quotation is to be read: all of it is answer, to the last line break. */
    public static final AnswerFormat FORMAT =
            new AnswerFormat(Tags.SPECIAL_TOKENS, Beginning.ANSWER, Set.of());

    private Quoting() {}

    /**
     * Streams a quotation at its rate, to its end or until cancelled. Blocks. The tokens are pieces
     * of words, and none is special: no text can open thinking or call a tool.
     *
     * @param events told of each token in order, on this thread, such as an {@link
     *     notso.inference.stream.AnswerStream} over {@link #FORMAT}; the last event is returned too
     */
    public static GenerationEvent.Finished generate(
            Quotation quotation, Consumer<GenerationEvent> events, CancelSignal cancel) {
        return new Recital(quotation.markdown(), quotation.tokensPerSecond()).tell(events, cancel);
    }
}
