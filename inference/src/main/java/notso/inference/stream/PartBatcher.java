package notso.inference.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Joins neighbouring parts of one kind, so that a window has ten changes a second to draw and not a
 * hundred. A part that comes after a pause passes at once; the next ones wait until there are
 * enough of them or enough time has passed. Order is kept; a tool call never waits.
 *
 * <p>Times are those of one clock in nanoseconds, of any origin.
 */
public final class PartBatcher {

    /** How many parts, which are tokens mostly, wait at most. */
    public static final int MOST_PARTS = 10;

    /** How long a part waits at most, as long as {@link #flushIfDue} is called. */
    public static final Duration LONGEST_WAIT = Duration.ofMillis(100);

    private final StringBuilder waiting = new StringBuilder();
    private boolean waitingIsThinking;
    private int waitingParts;
    private Optional<Long> lastFlush = Optional.empty();

    /** Takes a part and gives those that are now due. */
    public List<AnswerPart> accept(AnswerPart part, long now) {
        List<AnswerPart> due = new ArrayList<>();
        switch (part) {
            case AnswerPart.Thinking(String text) -> add(text, true, now, due);
            case AnswerPart.Answer(String text) -> add(text, false, now, due);
            case AnswerPart.ToolCall call -> {
                flush(now, due);
                due.add(call);
            }
        }
        due.addAll(flushIfDue(now));
        return due;
    }

    /** Gives what has waited long enough; a timer calls this while no part comes. */
    public List<AnswerPart> flushIfDue(long now) {
        List<AnswerPart> due = new ArrayList<>();
        if (waitingParts >= MOST_PARTS || untilDue(now).filter(Duration::isPositive).isEmpty()) {
            flush(now, due);
        }
        return due;
    }

    /** How long until {@link #flushIfDue} has something to give; empty while nothing waits. */
    public Optional<Duration> untilDue(long now) {
        if (waitingParts == 0) {
            return Optional.empty();
        }
        return Optional.of(
                lastFlush
                        .map(last -> LONGEST_WAIT.minusNanos(now - last))
                        .filter(Duration::isPositive)
                        .orElse(Duration.ZERO));
    }

    /** Gives what waits, when no more comes. */
    public List<AnswerPart> finish(long now) {
        List<AnswerPart> due = new ArrayList<>();
        flush(now, due);
        return due;
    }

    private void add(String text, boolean thinking, long now, List<AnswerPart> due) {
        if (thinking != waitingIsThinking) {
            flush(now, due);
        }
        waitingIsThinking = thinking;
        waiting.append(text);
        waitingParts++;
    }

    private void flush(long now, List<AnswerPart> due) {
        if (waitingParts == 0) {
            return;
        }
        String text = waiting.toString();
        due.add(waitingIsThinking ? new AnswerPart.Thinking(text) : new AnswerPart.Answer(text));
        waiting.setLength(0);
        waitingParts = 0;
        lastFlush = Optional.of(now);
    }
}
