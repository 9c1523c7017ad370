package notso.app.view.transcript;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import notso.app.conversation.Answer;
import notso.app.conversation.MessageId;
import notso.inference.FinishReason;
import notso.inference.GenerationStatistics;

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

    /** How its latest generation ended. */
    public record Outcome(FinishReason reason, GenerationStatistics statistics) {}

    private final MessageId id;
    private final LongSupplier nanoTime;
    private final ReadOnlyObjectWrapper<Author> author;
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.WAITING);
    private final ReadOnlyDoubleWrapper promptRead = new ReadOnlyDoubleWrapper();
    private final ReadOnlyStringWrapper thinking = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Outcome>> outcome =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper canGoOn = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Branch> branch = new ReadOnlyObjectWrapper<>(Branch.ONLY);

    private long thinkingSince;
    private Duration thinkingTime = Duration.ZERO;

    /**
     * @param nanoTime a clock in nanoseconds, of any origin
     */
    public AnswerViewModel(MessageId id, Author author, LongSupplier nanoTime) {
        this.id = id;
        this.author = new ReadOnlyObjectWrapper<>(author);
        this.nanoTime = nanoTime;
    }

    public MessageId id() {
        return id;
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

    /** Of the latest generation; empty until it has ended, and ever if it failed. */
    public ReadOnlyObjectProperty<Optional<Outcome>> outcome() {
        return outcome.getReadOnlyProperty();
    }

    /** Where it stands among the answers to the same question. */
    public ReadOnlyObjectProperty<Branch> branch() {
        return branch.getReadOnlyProperty();
    }

    /** Whether more of it can be asked for. */
    public ReadOnlyBooleanProperty canGoOn() {
        return canGoOn.getReadOnlyProperty();
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

    public void setCanGoOn(boolean value) {
        canGoOn.set(value);
    }

    public void setBranch(Branch value) {
        branch.set(value);
    }

    /** Who has answered, or will. */
    public void setAuthor(Author value) {
        author.set(value);
    }

    /** It is being made, or made longer, as soon as the model is there. */
    public void begin() {
        outcome.set(Optional.empty());
        phase.set(Phase.WAITING);
    }

    /** The model is there now and will answer. */
    public void beginReading() {
        if (phase.get() == Phase.WAITING) {
            phase.set(Phase.READING);
        }
    }

    /** So much of the prompt has been read. */
    public void read(int evaluated, int total) {
        enter(Phase.READING);
        promptRead.set(total == 0 ? 0 : (double) evaluated / total);
    }

    /**
     * Shows what is in an answer, which may have grown.
     *
     * @param goesOn whether it is being made, however it ended before
     */
    public void show(Answer answer, boolean goesOn) {
        if (answer.reasoning().length() > thinking.get().length()) {
            startThinking();
            thinking.set(answer.reasoning());
        }
        if (answer.text().length() > text.get().length()) {
            enter(Phase.ANSWERING);
            text.set(answer.text());
        }
        answer.end().filter(_ -> !goesOn).ifPresent(end -> end(answer, end));
    }

    private void end(Answer answer, Answer.End end) {
        enter(Phase.ENDED);
        thinkingTime =
                answer.runs().stream()
                        .flatMap(run -> run.outcome().stream())
                        .map(Answer.Outcome::thinkingTime)
                        .reduce(Duration::plus)
                        .orElse(thinkingTime);
        outcome.set(
                end instanceof Answer.End.Finished(FinishReason reason)
                        ? Optional.of(new Outcome(reason, statistics(answer)))
                        : Optional.empty());
    }

    private static GenerationStatistics statistics(Answer answer) {
        return answer.latestOutcome()
                .map(Answer.Outcome::statistics)
                .orElse(
                        new GenerationStatistics(
                                0, 0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO));
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
