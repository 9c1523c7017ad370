package notso.inference.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.FinishReason;
import notso.inference.GenerationEvent;
import notso.inference.GenerationEvent.Finished;
import notso.inference.GenerationEvent.Token;
import notso.inference.stream.AnswerEvent;
import notso.inference.stream.AnswerStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Quotations through the stages of an answer. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QuotingTest {

    private static final String TAGS =
            "\n\n"
                    + "<think>\n"
                    + "no thought\n"
                    + "</think>\n"
                    + "<tool_call>{}</tool_call><|im_end|><code>x</code>\n\n";

    private final List<AnswerEvent> events = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {TAGS, "", "\n", "x", "</think>", "  a\tb  \n\n\n", "🙂👩‍💻 عربي 中文\r\n"})
    void textArrivesWordForWordAndIsAllAnswer(String text) {
        stream(text, 0, new CancelSignal());
        assertEquals(
                text,
                events.stream()
                        .filter(AnswerEvent.Answer.class::isInstance)
                        .map(event -> ((AnswerEvent.Answer) event).delta())
                        .collect(Collectors.joining()));
        assertTrue(
                events.stream()
                        .allMatch(
                                event ->
                                        event instanceof AnswerEvent.Answer
                                                || event instanceof AnswerEvent.Finished));
    }

    @Test
    void noTokenIsSpecialAndTheCountsAreTrue() {
        List<GenerationEvent> raw = new ArrayList<>();
        Finished finished = Quoting.generate(new Quotation(TAGS, 0), raw::add, new CancelSignal());
        List<Token> tokens =
                raw.stream().filter(Token.class::isInstance).map(Token.class::cast).toList();
        assertTrue(tokens.stream().noneMatch(Token::special));
        assertEquals(TAGS, tokens.stream().map(Token::text).collect(Collectors.joining()));
        assertEquals(FinishReason.END_OF_TURN, finished.reason());
        assertEquals(tokens.size(), finished.statistics().generatedTokens());
        assertEquals(0, finished.statistics().promptTokens());
        assertEquals(finished, raw.getLast());
    }

    @Test
    void deltasAreGathered() {
        Finished finished = stream("word ".repeat(1000), 0, new CancelSignal());
        assertTrue(
                events.size() < finished.statistics().generatedTokens() / 5,
                () -> events.size() + " events");
    }

    @Test
    void longBlankIsSeveralTokens() {
        Finished finished = stream(" ".repeat(10_000), 0, new CancelSignal());
        assertTrue(finished.statistics().generatedTokens() > 100);
    }

    @Test
    void longestQuotationIsStreamedWhole() {
        String text = "x ".repeat(LineFinder.MOST_CHARACTERS / 2);
        assertEquals(FinishReason.END_OF_TURN, stream(text, 0, new CancelSignal()).reason());
        assertInstanceOf(AnswerEvent.Finished.class, events.getLast());
    }

    @Test
    void cancelEndsAWaitForTheNextToken() throws Exception {
        CancelSignal cancel = new CancelSignal();
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Finished> finished =
                CompletableFuture.supplyAsync(
                        () ->
                                Quoting.generate(
                                        new Quotation("one two three", 0.5),
                                        _ -> begun.countDown(),
                                        cancel));
        assertTrue(begun.await(30, TimeUnit.SECONDS));
        cancel.cancel();
        Finished stopped = finished.get(1, TimeUnit.SECONDS);
        assertEquals(FinishReason.CANCELLED, stopped.reason());
        assertEquals(1, stopped.statistics().generatedTokens());
    }

    @Test
    void cancelStopsTheFastestQuotation() {
        CancelSignal cancel = new CancelSignal();
        List<GenerationEvent> seen = new ArrayList<>();
        Finished finished =
                Quoting.generate(
                        new Quotation("word ".repeat(1000), 0),
                        event -> {
                            seen.add(event);
                            if (seen.size() == 10) {
                                cancel.cancel();
                            }
                        },
                        cancel);
        assertEquals(FinishReason.CANCELLED, finished.reason());
        assertEquals(11, seen.size());
    }

    @Test
    void rateIsKept() {
        Finished finished = stream("a b c d e", 100, new CancelSignal());
        double rate = finished.statistics().tokensPerSecond();
        assertFalse(rate > 101, () -> rate + " tokens a second");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY, 1e6})
    void rateThatCannotBeIsRefused(double rate) {
        assertThrows(
                EngineException.class,
                () -> Quoting.generate(new Quotation("x", rate), _ -> {}, new CancelSignal()));
    }

    private Finished stream(String text, double rate, CancelSignal cancel) {
        AnswerStream stream = new AnswerStream(Quoting.FORMAT, events::add);
        return Quoting.generate(new Quotation(text, rate), stream, cancel);
    }
}
