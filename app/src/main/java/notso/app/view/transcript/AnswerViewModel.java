package notso.app.view.transcript;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import notso.inference.FinishReason;
import notso.inference.GenerationStatistics;
import notso.inference.stream.AnswerEvent;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** One answer, from the asking to its statistics. */
public final class AnswerViewModel implements TranscriptItem {

    /** How far it has come. */
    public enum Phase {
        /** The model is not there yet. */
        WAITING,
        /** The prompt is being read. */
        READING,
        THINKING,
        ANSWERING,
        ENDED
    }

    /** Who answers. */
    public record Author(String name, boolean isDemo) {}

    /** How it ended. */
    public record Outcome(FinishReason reason, GenerationStatistics statistics) {}

    private final LongSupplier nanoTime;
    private final ReadOnlyObjectWrapper<Author> author;
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.WAITING);
    private final ReadOnlyDoubleWrapper promptRead = new ReadOnlyDoubleWrapper();
    private final ReadOnlyStringWrapper thinking = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Outcome>> outcome =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    private long thinkingSince;
    private Duration thinkingTime = Duration.ZERO;

    /**
     * @param nanoTime a clock in nanoseconds, of any origin
     */
    public AnswerViewModel(Author author, LongSupplier nanoTime) {
        this.author = new ReadOnlyObjectWrapper<>(author);
        this.nanoTime = nanoTime;
    }

    public ReadOnlyObjectProperty<Author> author() {
        return author.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Phase> phase() {
        return phase.getReadOnlyProperty();
    }

    /** The part of the prompt that has been read, 0 to 1. */
    public ReadOnlyDoubleProperty promptRead() {
        return promptRead.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty thinking() {
        return thinking.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty text() {
        return text.getReadOnlyProperty();
    }

    /** Empty until it has ended, and ever if it failed. */
    public ReadOnlyObjectProperty<Optional<Outcome>> outcome() {
        return outcome.getReadOnlyProperty();
    }

    /** How long it has thought, or did think. */
    public Duration thinkingTime() {
        return phase.get() == Phase.THINKING
                ? Duration.ofNanos(nanoTime.getAsLong() - thinkingSince)
                : thinkingTime;
    }

    /** True if there is nothing to read. */
    public boolean isBlank() {
        return text.get().isBlank() && thinking.get().isBlank();
    }

    /** The model is there now and will answer. */
    public void answeredBy(Author loaded) {
        author.set(loaded);
        if (phase.get() == Phase.WAITING) {
            phase.set(Phase.READING);
        }
    }

    /** Takes what comes next. */
    public void accept(AnswerEvent event) {
        switch (event) {
            case AnswerEvent.Progress(int evaluated, int total, _) -> {
                phase.set(Phase.READING);
                promptRead.set(total == 0 ? 0 : (double) evaluated / total);
            }
            case AnswerEvent.Thinking(String delta) -> {
                startThinking();
                thinking.set(thinking.get() + delta);
            }
            case AnswerEvent.Answer(String delta) -> {
                enter(Phase.ANSWERING);
                text.set(text.get() + delta);
            }
            case AnswerEvent.ToolCall(var call) -> {
                enter(Phase.ANSWERING);
                text.set(text.get() + call.body());
            }
            case AnswerEvent.Finished(var reason, var statistics, Duration thought) -> {
                enter(Phase.ENDED);
                thinkingTime = thought;
                outcome.set(Optional.of(new Outcome(reason, statistics)));
            }
        }
    }

    /** It broke off; what has come stays. */
    public void fail() {
        enter(Phase.ENDED);
    }

    private void startThinking() {
        if (phase.get() != Phase.THINKING) {
            thinkingSince = nanoTime.getAsLong() - thinkingTime.toNanos();
            phase.set(Phase.THINKING);
        }
    }

    private void enter(Phase next) {
        thinkingTime = thinkingTime();
        phase.set(next);
    }
}
