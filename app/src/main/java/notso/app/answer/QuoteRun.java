package notso.app.answer;

import notso.app.conversation.Answer;
import notso.app.conversation.Change;
import notso.app.conversation.MessageId;
import notso.app.conversation.Recipe;
import notso.app.engine.EngineThread;
import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.FinishReason;
import notso.inference.Problem;
import notso.inference.Sampling;
import notso.inference.quote.Quotation;
import notso.inference.quote.Quotations;
import notso.inference.quote.QuoteSource;
import notso.inference.quote.Quoting;
import notso.inference.stream.AnswerStream;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Optional;

/** Streams a quotation through the stages of an answer, on a thread of its own. */
final class QuoteRun implements EngineThread.Work {

    /** The engine that recipes of quotations name. */
    static final String ENGINE = "quote";

    private final QuoteSource source;
    private final MessageId reply;
    private final AnswerListener listener;
    private final CancelSignal cancel = new CancelSignal();

    private QuoteRun(QuoteSource source, MessageId reply, AnswerListener listener) {
        this.source = source;
        this.reply = reply;
        this.listener = listener;
    }

    static QuoteRun start(QuoteSource source, MessageId reply, AnswerListener listener) {
        QuoteRun run = new QuoteRun(source, reply, listener);
        Thread.ofVirtual().name("quote").start(run::run);
        return run;
    }

    @Override
    public void cancel() {
        cancel.cancel();
    }

    private void run() {
        listener.changed(new Change.AnswerEnded(reply, quote()));
    }

    private Answer.End quote() {
        try {
            Quotation quotation = Quotations.resolve(source, cancel);
            AnswerStream stream =
                    new AnswerStream(
                            Quoting.FORMAT,
                            new RunRecorder(reply, recipe(), Answer.EMPTY, listener));
            return new Answer.End.Finished(Quoting.generate(quotation, stream, cancel).reason());
        } catch (EngineException e) {
            return e.problem() instanceof Problem.Cancelled
                    ? new Answer.End.Finished(FinishReason.CANCELLED)
                    : new Answer.End.Failed(e.getMessage());
        }
    }

    private Recipe recipe() {
        return new Recipe(
                ENGINE,
                name(),
                "",
                "",
                Sampling.GREEDY,
                false,
                "",
                Optional.empty(),
                LocalDateTime.now(),
                0);
    }

    private String name() {
        return switch (source) {
            case QuoteSource.OfTour _ -> "Tour";
            case QuoteSource.OfFile(Path file, _, _) -> String.valueOf(file.getFileName());
        };
    }
}
