package notso.inference.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import notso.inference.stream.AnswerPart.Answer;
import notso.inference.stream.AnswerPart.Thinking;
import notso.inference.stream.AnswerPart.ToolCall;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

class PartBatcherTest {

    private static final long MILLI = 1_000_000;

    private final PartBatcher batcher = new PartBatcher();

    @Test
    void partAfterAPausePassesAtOnce() {
        assertEquals(List.of(new Answer("a")), batcher.accept(new Answer("a"), 0));
        assertEquals(List.of(), batcher.accept(new Answer("b"), 99 * MILLI));
        assertEquals(List.of(new Answer("bc")), batcher.accept(new Answer("c"), 100 * MILLI));
        assertEquals(List.of(new Answer("d")), batcher.accept(new Answer("d"), 200 * MILLI));
    }

    @Test
    void tenPartsDoNotWaitForTheClock() {
        batcher.accept(new Answer("first"), 0);
        for (int i = 0; i < 9; i++) {
            assertEquals(List.of(), batcher.accept(new Answer("" + i), 1));
        }
        assertEquals(List.of(new Answer("0123456789")), batcher.accept(new Answer("9"), 1));
    }

    @Test
    void timerFlushesWhileNoPartComes() {
        batcher.accept(new Answer("a"), 0);
        batcher.accept(new Answer("b"), 30 * MILLI);
        assertEquals(Optional.of(Duration.ofMillis(70)), batcher.untilDue(30 * MILLI));
        assertEquals(List.of(), batcher.flushIfDue(99 * MILLI));
        assertEquals(List.of(new Answer("b")), batcher.flushIfDue(100 * MILLI));
        assertEquals(Optional.empty(), batcher.untilDue(500 * MILLI));
        assertEquals(List.of(), batcher.flushIfDue(500 * MILLI));
    }

    @Test
    void anotherKindFlushesTheOneBefore() {
        batcher.accept(new Thinking("a"), 0);
        batcher.accept(new Thinking("b"), 1);
        assertEquals(List.of(new Thinking("b")), batcher.accept(new Answer("c"), 2));
        assertEquals(List.of(new Answer("c")), batcher.finish(3));
    }

    @Test
    void toolCallNeverWaits() {
        ToolCall call = new ToolCall(ToolCall.Kind.JSON, "{}", true);
        batcher.accept(new Answer("a"), 0);
        batcher.accept(new Answer("b"), 1);
        assertEquals(List.of(new Answer("b"), call), batcher.accept(call, 2));
        assertEquals(List.of(call), batcher.accept(call, 3));
    }

    @Test
    void anyClockOriginServes() {
        long start = Long.MAX_VALUE - 50 * MILLI;
        batcher.accept(new Answer("a"), start);
        assertEquals(List.of(), batcher.accept(new Answer("b"), start + 99 * MILLI));
        assertEquals(List.of(new Answer("b")), batcher.flushIfDue(start + 100 * MILLI));
    }

    @Test
    void nothingIsLostOrReordered() {
        Random random = new Random(3);
        List<AnswerPart> in = new ArrayList<>();
        List<AnswerPart> out = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 2_000; i++) {
            now += random.nextInt(40) * MILLI;
            AnswerPart part =
                    switch (random.nextInt(20)) {
                        case 0 -> new ToolCall(ToolCall.Kind.JSON, "" + i, true);
                        case 1, 2, 3 -> new Thinking("t" + i);
                        default -> new Answer("a" + i);
                    };
            in.add(part);
            out.addAll(batcher.accept(part, now));
        }
        out.addAll(batcher.finish(now));
        assertEquals(text(in), text(out));
        assertEquals(true, out.size() < in.size() / 2, "batches");
    }

    private static String text(List<AnswerPart> parts) {
        StringBuilder text = new StringBuilder();
        for (AnswerPart part : parts) {
            text.append(
                    switch (part) {
                        case Thinking(String t) -> t;
                        case Answer(String t) -> t;
                        case ToolCall call -> "call" + call.body();
                    });
        }
        return text.toString();
    }
}
