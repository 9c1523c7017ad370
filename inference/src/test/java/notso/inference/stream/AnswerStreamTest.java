package notso.inference.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import notso.inference.FinishReason;
import notso.inference.GenerationEvent;
import notso.inference.GenerationEvent.Token;
import notso.inference.GenerationStatistics;
import notso.inference.stream.AnswerFormat.Beginning;
import notso.inference.stream.AnswerFormat.Tags;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

class AnswerStreamTest {

    private static final GenerationStatistics STATISTICS =
            new GenerationStatistics(
                    9, 3, 5, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3));

    private final List<AnswerEvent> events = new ArrayList<>();
    private final Deque<Runnable> timers = new ArrayDeque<>();
    private final List<Duration> waits = new ArrayList<>();
    private long now = 1_000;

    @Test
    void answerIsSplitBatchedAndTimed() {
        AnswerStream stream = stream(Beginning.TURN);
        stream.accept(new GenerationEvent.PromptProgress(3, 9, 3));
        stream.accept(tag("<think>"));
        pass(1_500);
        stream.accept(text("\nhm"));
        stream.accept(text(", "));
        stream.accept(text("yes\n"));
        stream.accept(tag("</think>"));
        stream.accept(text("\nIt "));
        stream.accept(text("is."));
        stream.accept(new GenerationEvent.Finished(FinishReason.END_OF_TURN, STATISTICS));
        assertEquals(
                List.of(
                        new AnswerEvent.Progress(3, 9, 3),
                        new AnswerEvent.Thinking("hm"),
                        new AnswerEvent.Thinking(", yes"),
                        new AnswerEvent.Answer("It is."),
                        new AnswerEvent.Finished(
                                FinishReason.END_OF_TURN, STATISTICS, Duration.ofMillis(1_500))),
                events);
    }

    @Test
    void textComesOutWhileNoTokenArrives() {
        AnswerStream stream = stream(Beginning.TURN);
        stream.accept(text("a"));
        stream.accept(text("b"));
        stream.accept(text("c"));
        assertEquals(List.of(Duration.ofMillis(100)), waits, "one timer at a time");
        pass(100);
        timers.remove().run();
        assertEquals(List.of(new AnswerEvent.Answer("a"), new AnswerEvent.Answer("bc")), events);
        assertEquals(0, timers.size(), "no timer while nothing waits");
    }

    @Test
    void earlyTimerIsSetAgain() {
        AnswerStream stream = stream(Beginning.TURN);
        stream.accept(text("a"));
        stream.accept(text("b"));
        pass(40);
        timers.remove().run();
        assertEquals(List.of(Duration.ofMillis(100), Duration.ofMillis(60)), waits);
    }

    @Test
    void thinkingThatThePromptOpenedIsTimedFromTheFirstToken() {
        AnswerStream stream = stream(Beginning.THINKING);
        pass(5_000);
        stream.accept(text("a"));
        pass(700);
        stream.accept(new GenerationEvent.Finished(FinishReason.LENGTH, STATISTICS));
        assertEquals(
                List.of(
                        new AnswerEvent.Thinking("a"),
                        new AnswerEvent.Finished(
                                FinishReason.LENGTH, STATISTICS, Duration.ofMillis(700))),
                events);
    }

    @Test
    void brokenOffStreamGivesWhatItHeldBack() {
        AnswerStream stream = stream(Beginning.TURN);
        stream.accept(text("a"));
        stream.accept(text("b\n"));
        stream.breakOff();
        assertEquals(List.of(new AnswerEvent.Answer("a"), new AnswerEvent.Answer("b\n")), events);
    }

    private AnswerStream stream(Beginning beginning) {
        return new AnswerStream(
                new AnswerFormat(Tags.SPECIAL_TOKENS, beginning, Set.of()),
                events::add,
                () -> now,
                (delay, task) -> {
                    waits.add(delay);
                    timers.add(task);
                });
    }

    private void pass(long millis) {
        now += millis * 1_000_000;
    }

    private static Token text(String text) {
        return new Token(7, text, false);
    }

    private static Token tag(String text) {
        return new Token(8, text, true);
    }
}
