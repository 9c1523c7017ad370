package notso.inference.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.stream.AnswerFormat.Beginning;
import notso.inference.stream.AnswerFormat.Tags;
import notso.inference.stream.AnswerPart.Answer;
import notso.inference.stream.AnswerPart.Thinking;
import notso.inference.stream.AnswerPart.ToolCall;
import notso.inference.stream.AnswerPart.ToolCall.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

class AnswerSplitterTest {

    private static final Set<Kind> ALL_CALLS = EnumSet.allOf(Kind.class);

    /** A stream whose tags are read the same, be they text or special tokens. */
    record Sample(Beginning beginning, Set<Kind> calls, String stream, List<AnswerPart> parts) {

        Sample(String stream, AnswerPart... parts) {
            this(Beginning.TURN, ALL_CALLS, stream, List.of(parts));
        }

        Sample(Beginning beginning, String stream, AnswerPart... parts) {
            this(beginning, ALL_CALLS, stream, List.of(parts));
        }
    }

    static Stream<Sample> samples() {
        String call = "{\"name\": \"now\"}";
        return Stream.of(
                new Sample(""),
                new Sample("No thinking.", new Answer("No thinking.")),
                new Sample("\n\nAfter newlines", new Answer("After newlines")),
                new Sample("    code\nx\n", new Answer("    code\nx\n")),
                new Sample(
                        "<think>\na\nb\n</think>\n\nc\n\nd", think("a\nb"), new Answer("c\n\nd")),
                new Sample("<think>a</think>b", think("a"), new Answer("b")),
                new Sample("<think>\r\na\r\n</think>\r\nb", think("a"), new Answer("b")),
                new Sample("<think>\n\n</think>\nb", new Answer("b")),
                new Sample("<think></think>b", new Answer("b")),
                new Sample("<think>\nnever closes", think("never closes")),
                new Sample("<think>\n"),
                new Sample(
                        "<think>a</think>b\n<think>c</think>\nd",
                        think("a"),
                        new Answer("b"),
                        think("c"),
                        new Answer("d")),
                new Sample(Beginning.THINKING, "\na\n</think>\nb", think("a"), new Answer("b")),
                new Sample(Beginning.THINKING, "still", think("still")),
                new Sample(Beginning.ANSWER, "\n\n- next", new Answer("\n\n- next")),
                new Sample(
                        "<tool_call>\n" + call + "\n</tool_call>",
                        new ToolCall(Kind.JSON, call, true)),
                new Sample(
                        "<think>a</think>\nI look.\n<tool_call>" + call + "</tool_call>\nDone",
                        think("a"),
                        new Answer("I look."),
                        new ToolCall(Kind.JSON, call, true),
                        new Answer("Done")),
                new Sample(
                        "<tool_call>a</tool_call>\n<tool_call>b</tool_call>",
                        new ToolCall(Kind.JSON, "a", true),
                        new ToolCall(Kind.JSON, "b", true)),
                new Sample(
                        "<tool_call>a<think>b</code></tool_call>",
                        new ToolCall(Kind.JSON, "a<think>b</code>", true)),
                new Sample(
                        "x<tool_call>{\"na",
                        new Answer("x"),
                        new ToolCall(Kind.JSON, "{\"na", false)),
                new Sample(
                        "<code>\nprint(1 < 2)\n</code>",
                        new ToolCall(Kind.PYTHON, "print(1 < 2)", true)),
                new Sample(
                        Beginning.TURN,
                        Set.of(Kind.JSON),
                        "Write <code>x</code> in HTML",
                        List.of(new Answer("Write <code>x</code> in HTML"))),
                new Sample("a < b, <thin ice, </ and <", new Answer("a < b, <thin ice, </ and <")),
                new Sample("<<think>x", new Answer("<"), think("x")));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void tagsInTextCutAnywhereAreRead(Sample sample) {
        AnswerFormat format = new AnswerFormat(Tags.TEXT, sample.beginning, sample.calls);
        Cuts.of(sample.stream)
                .forEach(
                        chunks ->
                                assertEquals(
                                        sample.parts,
                                        split(format, pieces(chunks)),
                                        chunks::toString));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void tagsThatAreTokensAreReadWhereverTheTextIsCut(Sample sample) {
        AnswerFormat format = new AnswerFormat(Tags.SPECIAL_TOKENS, sample.beginning, sample.calls);
        Cuts.of(sample.stream)
                .filter(chunks -> keepsTags(sample.stream, chunks))
                .forEach(
                        chunks ->
                                assertEquals(
                                        sample.parts,
                                        split(format, tokens(chunks)),
                                        chunks::toString));
    }

    @Test
    void tagSpelledAsTextStaysTextWhereTokensAreTold() {
        AnswerFormat format = new AnswerFormat(Tags.SPECIAL_TOKENS, Beginning.TURN, ALL_CALLS);
        String text = "The tags are <think>, </think> and <tool_call>.";
        assertEquals(List.of(new Answer(text)), split(format, pieces(List.of(text))));
    }

    @Test
    void meaninglessTagIsDroppedAsTokenAndKeptAsText() {
        String stream = "a</think>b</tool_call>c";
        assertEquals(
                List.of(new Answer("abc")),
                split(format(Tags.SPECIAL_TOKENS), tokens(List.of(stream))));
        assertEquals(
                List.of(new Answer(stream)), split(format(Tags.TEXT), pieces(List.of(stream))));
        String nested = "<think>a<think>b</think>c";
        assertEquals(
                List.of(think("ab"), new Answer("c")),
                split(format(Tags.SPECIAL_TOKENS), tokens(List.of(nested))));
        assertEquals(
                List.of(think("a<think>b"), new Answer("c")),
                split(format(Tags.TEXT), pieces(List.of(nested))));
    }

    @Test
    void callWithinThinkingEndsItAsTokenAndIsThoughtAsText() {
        String stream = "<think>a<tool_call>b</tool_call>c";
        assertEquals(
                List.of(think("a"), new ToolCall(Kind.JSON, "b", true), new Answer("c")),
                split(format(Tags.SPECIAL_TOKENS), tokens(List.of(stream))));
        assertEquals(
                List.of(think("a<tool_call>b</tool_call>c")),
                split(format(Tags.TEXT), pieces(List.of(stream))));
    }

    @Test
    void specialTokenThatIsNoTagIsText() {
        AnswerSplitter splitter = new AnswerSplitter(format(Tags.SPECIAL_TOKENS));
        assertEquals(List.of(new Answer("<|im_end|>")), splitter.accept("<|im_end|>", true));
    }

    @Test
    void textPassesAtOnceUnlessItMayBeATag() {
        AnswerSplitter splitter = new AnswerSplitter(format(Tags.TEXT));
        assertEquals(List.of(new Answer("Hello")), splitter.accept("Hello", false));
        assertEquals(List.of(), splitter.accept(" <th", false).stream().skip(1).toList());
        assertFalse(splitter.isThinking());
        assertEquals(List.of(), splitter.accept("ink>", false));
        assertTrue(splitter.isThinking());
    }

    private static AnswerFormat format(Tags tags) {
        return new AnswerFormat(tags, Beginning.TURN, ALL_CALLS);
    }

    private static Thinking think(String text) {
        return new Thinking(text);
    }

    record Piece(String text, boolean special) {}

    private static List<Piece> pieces(List<String> chunks) {
        return chunks.stream().map(chunk -> new Piece(chunk, false)).toList();
    }

    /** The tags that lie whole in a chunk become special tokens. */
    private static List<Piece> tokens(List<String> chunks) {
        String tag = "</?(?:think|tool_call|code)>";
        return chunks.stream()
                .flatMap(chunk -> Stream.of(chunk.splitWithDelimiters(tag, 0)))
                .map(text -> new Piece(text, text.matches(tag)))
                .toList();
    }

    private static boolean keepsTags(String stream, List<String> chunks) {
        return tokens(chunks).stream().filter(Piece::special).count()
                == tokens(List.of(stream)).stream().filter(Piece::special).count();
    }

    /** The parts with neighbours of one kind joined. */
    private static List<AnswerPart> split(AnswerFormat format, List<Piece> pieces) {
        AnswerSplitter splitter = new AnswerSplitter(format);
        List<AnswerPart> parts = new ArrayList<>();
        pieces.forEach(
                piece ->
                        splitter.accept(piece.text, piece.special)
                                .forEach(part -> join(parts, part)));
        splitter.finish().forEach(part -> join(parts, part));
        return parts;
    }

    private static void join(List<AnswerPart> parts, AnswerPart part) {
        if (parts.isEmpty()) {
            parts.add(part);
        } else if (part instanceof Answer(String more)
                && parts.getLast() instanceof Answer(String text)) {
            parts.set(parts.size() - 1, new Answer(text + more));
        } else if (part instanceof Thinking(String more)
                && parts.getLast() instanceof Thinking(String text)) {
            parts.set(parts.size() - 1, new Thinking(text + more));
        } else {
            parts.add(part);
        }
    }
}
