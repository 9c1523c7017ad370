package notso.app.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.app.context.Ledger;
import notso.app.conversation.Answer;
import notso.app.conversation.Attachment;
import notso.app.conversation.Draft;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;
import notso.app.conversation.Recipe;
import notso.app.conversation.Session;
import notso.app.conversation.Title;
import notso.app.engine.EngineEvent;
import notso.app.engine.FakeEngine;
import notso.app.engine.ModelChoice;
import notso.inference.Ability;
import notso.inference.EngineException;
import notso.inference.FinishReason;
import notso.inference.Problem;
import notso.inference.Sampling;
import notso.inference.command.Command;
import notso.inference.command.SlashCommands;
import notso.inference.command.TypedLine;
import notso.inference.quote.LineRange;
import notso.inference.quote.QuoteSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The service over a fake engine in which each character is a token. */
@Timeout(60)
class AnswerServiceTest {

    private final FakeEngine engine = new FakeEngine();
    private final EventLog events = new EventLog();

    @TempDir Path home;

    private Workbench bench;
    private Session session;

    @BeforeEach
    void open() {
        bench = new Workbench(home, engine, _ -> Optional.of(Workbench.characters()), events::add);
        bench.library().startNew();
        session = events.opened();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void theQuestionIsThereBeforeTheModelHearsOfIt() {
        load();
        engine.answer("yes");
        ask("Are you there?");
        List<String> told = events.kindsOf(session.id());
        assertTrue(told.indexOf("MessageAdded") < told.indexOf("RunStarted"), "in order: " + told);
        assertEquals(List.of("Are you there?", "yes"), texts());
    }

    @Test
    void anAnswerRemembersWhatItWasMadeFrom() {
        load();
        engine.answer("<think>\nhm\n</think>\nyes");
        bench.service()
                .configure(
                        session.id(),
                        settings ->
                                settings.withSystemPrompt(Optional.of("Be brief."))
                                        .withSampling(Optional.of(Sampling.DEFAULT.withTopK(7))));
        ask("Really?");
        Answer answer = lastAnswer();
        assertEquals("hm", answer.reasoning().strip());
        assertEquals("yes", answer.text());
        assertEquals(Optional.of(new Answer.End.Finished(FinishReason.END_OF_TURN)), answer.end());
        Recipe recipe = answer.runs().getFirst().recipe();
        assertEquals("fake 1", recipe.engine());
        assertEquals("Fake model", recipe.model());
        assertEquals("Be brief.", recipe.systemPrompt());
        assertEquals(64, recipe.templateHash().length());
        assertEquals(7, recipe.sampling().topK());
        assertTrue(recipe.sampling().seed().isPresent(), "the seed was chosen here");
        assertEquals(recipe.sampling(), engine.requests().getFirst().sampling());
        assertEquals(5, answer.latestOutcome().orElseThrow().statistics().generatedTokens());
    }

    @Test
    void eachAnswerHasASeedOfItsOwn() {
        load();
        engine.answer("one").answer("two");
        ask("first");
        Recipe first = lastAnswer().runs().getFirst().recipe();
        ask("second");
        assertNotEquals(
                first.sampling().seed(), lastAnswer().runs().getFirst().recipe().sampling().seed());
    }

    @Test
    void aTitleComesFromTheFirstWordsAtOnce() {
        load();
        engine.answer("yes");
        ask("How do\n rainbows form?");
        assertEquals(new Title("How do rainbows form?", Title.Source.WORDS), session.title());
    }

    @Test
    void theModelNamesTheConversationInIdleTime() {
        bench.setDefaults(AnswerDefaults.STANDARD);
        load();
        engine.answer("<think>\nhm\n</think>\nIn rain and sun.")
                .answer("\"Rainbows in the Sky\".\n");
        ask("How do rainbows form?");
        events.awaitChange(session, () -> session.title().source() == Title.Source.MODEL);
        assertEquals("Rainbows in the Sky", session.title().text());
        String prompt = engine.prompts().getLast().text();
        assertTrue(
                prompt.startsWith(
                        """
                        <|im_start|>user
                        How do rainbows form?<|im_end|>
                        <|im_start|>assistant
                        In rain and sun.<|im_end|>
                        """),
                prompt);
        assertTrue(prompt.endsWith("<think>\n\n</think>\n"), prompt);
    }

    @Test
    void aNameThatAPersonGaveStays() {
        bench.setDefaults(AnswerDefaults.STANDARD);
        load();
        engine.answer("yes").answer("Something else");
        ask("Question");
        bench.library().rename(session.id(), "Mine");
        events.awaitChange(session, () -> session.title().source() == Title.Source.PERSON);
        engine.answer("two");
        ask("Another");
        assertEquals(new Title("Mine", Title.Source.PERSON), session.title());
    }

    @Test
    void inIdleTimeTheNextPromptIsReadAhead() {
        engine.able(Ability.PREFIX_REUSE);
        load();
        engine.answer("<think>\nhm\n</think>\nyes").answer("x");
        ask("Question");
        events.await(() -> engine.prompts().size() == 2);
        assertEquals(
                """
                <|im_start|>user
                Question<|im_end|>
                <|im_start|>assistant
                yes<|im_end|>
                """,
                engine.prompts().getLast().text());
        assertEquals(1, engine.requests().getLast().maxTokens());
    }

    @Test
    void whenTheContextFillsUpOlderTurnsAreCutAndTheAnswerGoesOn() {
        engine.context(900);
        load();
        for (int i = 0; i < 3; i++) {
            engine.answer("a".repeat(80));
            ask("q" + i + " " + "x".repeat(40));
        }
        assertEquals(Optional.empty(), session.firstKept());
        engine.tell((tokens, _) -> "y".repeat(300).chars().forEach(c -> tokens.accept("y")))
                .tell((tokens, _) -> tokens.accept(" and done"));
        ask("long");
        assertTrue(session.firstKept().isPresent(), "older turns were cut");
        Answer answer = lastAnswer();
        assertEquals(2, answer.runs().size());
        assertTrue(answer.text().matches("y+ and done"), answer.text());
        assertEquals(
                FinishReason.CONTEXT_FULL,
                answer.runs().getFirst().outcome().orElseThrow().reason());
        assertEquals(Optional.of(new Answer.End.Finished(FinishReason.END_OF_TURN)), answer.end());
        String second = engine.prompts().getLast().text();
        assertFalse(second.contains("q0"), second);
        assertTrue(second.endsWith("y"), "goes on within the answer");
    }

    @Test
    void whereNothingCanBeCutAFullContextEndsTheAnswer() {
        engine.context(400);
        load();
        engine.tell((tokens, _) -> "y".repeat(900).chars().forEach(c -> tokens.accept("y")));
        ask("long");
        Answer answer = lastAnswer();
        assertEquals(Optional.of(new Answer.End.Finished(FinishReason.CONTEXT_FULL)), answer.end());
        assertTrue(answer.canGoOn());
        assertEquals(1, answer.runs().size());
    }

    @Test
    void aDeadEngineLeavesWhatHadComeAndItCanGoOn() {
        load();
        engine.tell(
                        (tokens, _) -> {
                            tokens.accept("Once upon");
                            throw new EngineException(new Problem.EngineDied(139, Path.of("log")));
                        })
                .answer(" a time.");
        ask("A story");
        Answer broken = lastAnswer();
        assertEquals("Once upon", broken.text());
        Answer.End.Failed failed =
                assertInstanceOf(Answer.End.Failed.class, broken.end().orElseThrow());
        assertTrue(failed.sentence().contains("139"), failed.sentence());
        assertTrue(broken.canGoOn());
        bench.service().goOn(session.id(), lastReply());
        events.answered(session);
        assertEquals("Once upon a time.", lastAnswer().text());
        assertEquals(2, lastAnswer().runs().size());
        assertEquals(2, engine.loads());
    }

    @Test
    void afterAFailureWhatWaitsGoesOnWaiting() {
        load();
        CountDownLatch fail = new CountDownLatch(1);
        engine.tell(
                (tokens, _) -> {
                    tokens.accept("x");
                    await(fail);
                    throw new EngineException(new Problem.EngineFailed("fake", "ill"));
                });
        bench.service().send(session.id(), Draft.of("first"));
        bench.service().send(session.id(), Draft.of("second"));
        events.awaitChange(session, () -> session.queue().size() == 1);
        fail.countDown();
        events.answered(session);
        assertEquals("second", session.queue().getFirst().draft().text());
        assertEquals(2, session.path().size());
    }

    @Test
    void anotherSessionsQuestionWaitsForItsTurn() {
        load();
        CountDownLatch end = new CountDownLatch(1);
        engine.tell(
                        (tokens, _) -> {
                            tokens.accept("first");
                            await(end);
                        })
                .answer("second");
        bench.service().send(session.id(), Draft.of("one"));
        events.awaitChange(session, () -> session.path().size() == 2);
        bench.library().startNew();
        Session other = events.opened();
        bench.service().send(other.id(), Draft.of("two"));
        end.countDown();
        events.answered(other);
        assertEquals(List.of("two", "second"), other.path().stream().map(Message::text).toList());
        bench.library().open(Optional.of(session.id()));
        Session again = events.opened();
        assertEquals(List.of("one", "first"), again.path().stream().map(Message::text).toList());
    }

    @Test
    void attachmentsGoAlongAndAreKept() {
        load();
        engine.answer("A recipe.");
        Attachment file = new Attachment("soup.txt", "Boil water.");
        bench.service().send(session.id(), new Draft("What is this?", List.of(file)));
        events.answered(session);
        assertTrue(engine.prompts().getFirst().text().contains("Boil water."));
        Message.Question asked =
                assertInstanceOf(Message.Question.class, session.path().getFirst());
        assertEquals(List.of(file), asked.attachments());
    }

    @Test
    void aDraftIsKeptUntilItIsSent() {
        load();
        bench.service().draft(session.id(), Draft.of("Half a thou"));
        events.awaitChange(session, () -> !session.draft().isBlank());
        bench.library().startNew();
        events.opened();
        bench.library().open(Optional.of(session.id()));
        session = events.opened();
        assertEquals("Half a thou", session.draft().text());
        engine.answer("ok");
        ask("Half a thought");
        assertEquals(Draft.EMPTY, session.draft());
    }

    @Test
    void theLedgerFollowsWhatIsTyped() {
        load();
        engine.answer("yes");
        ask("Question");
        int history =
                "<|im_start|>user\nQuestion<|im_end|>\n".length()
                        + "<|im_start|>assistant\nyes<|im_end|>\n".length();
        Ledger before = events.counted(session, ledger -> ledger.history() == history);
        bench.service().draft(session.id(), Draft.of("12345"));
        Ledger after = events.counted(session, ledger -> ledger.draft() > 0);
        assertEquals(before.history(), after.history());
        assertTrue(after.draft() >= 5, "draft: " + after.draft());
        assertEquals(8192, after.context());
    }

    @Test
    void aPassageOfTheTourStreamsLikeAnAnswerWithoutAModel() {
        TypedLine typed = SlashCommands.parse("/quote tour 1:1-2 @0");
        QuoteSource source =
                assertInstanceOf(
                                Command.Quote.class,
                                assertInstanceOf(TypedLine.Order.class, typed).command())
                        .source();
        bench.service().quote(session.id(), "/quote tour 1:1-2 @0", source);
        events.answered(session);
        assertEquals("/quote tour 1:1-2 @0", texts().getFirst());
        assertTrue(lastAnswer().text().contains("1:1"), lastAnswer().text());
        assertEquals(
                Optional.of(new Answer.End.Finished(FinishReason.END_OF_TURN)), lastAnswer().end());
        assertEquals("Tour", lastAnswer().runs().getFirst().recipe().model());
        assertTrue(events.kindsOf(session.id()).contains("AnswerGrew"));
    }

    @Test
    void aQuoteThatCannotBeFoundSaysSoInOneSentence() {
        QuoteSource missing = new QuoteSource.OfFile(home.resolve("none.txt"), LineRange.ALL, 0);
        bench.service().quote(session.id(), "/quote none.txt", missing);
        events.answered(session);
        Answer.End.Failed failed =
                assertInstanceOf(Answer.End.Failed.class, lastAnswer().end().orElseThrow());
        assertTrue(failed.sentence().contains("none.txt"), failed.sentence());
    }

    @Test
    void anUnsentQuestionLeavesNothingBehind() {
        load();
        bench.service().send(session.id(), Draft.of("  \n"));
        engine.answer("yes");
        ask("Real");
        assertEquals(List.of("Real", "yes"), texts());
    }

    private void load() {
        bench.service().openModel(() -> new ModelChoice.File(Path.of("model.gguf")));
        events.engine(EngineEvent.Loaded.class);
    }

    private void ask(String text) {
        bench.service().send(session.id(), Draft.of(text));
        events.answered(session);
    }

    private List<String> texts() {
        return session.path().stream().map(Message::text).toList();
    }

    private MessageId lastReply() {
        return session.path().getLast().id();
    }

    private Answer lastAnswer() {
        return session.answer(lastReply()).orElseThrow();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
