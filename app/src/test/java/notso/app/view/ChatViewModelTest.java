package notso.app.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.app.FxGateway;
import notso.app.FxGatewayAccess;
import notso.app.ManualThread;
import notso.app.answer.ServiceEvent;
import notso.app.answer.Workbench;
import notso.app.engine.FakeEngine;
import notso.app.engine.ModelChoice;
import notso.app.view.look.Texts;
import notso.app.view.transcript.AnswerViewModel;
import notso.app.view.transcript.AnswerViewModel.Phase;
import notso.app.view.transcript.TranscriptItem;
import notso.app.view.transcript.TranscriptItem.Branch;
import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.FinishReason;
import notso.inference.Problem;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

@Timeout(60)
class ChatViewModelTest {

    private static final Path FILE = Path.of("model.gguf");

    private final ManualThread fx = new ManualThread();
    private final FxGateway gateway = FxGatewayAccess.over(fx);
    private final FakeEngine engine = new FakeEngine();
    private final AtomicLong clock = new AtomicLong();
    private final Consumer<ServiceEvent> events = gateway.mailbox(this::deliver);

    @TempDir Path home;

    private Workbench bench;
    private ModelViewModel model;
    private ChatViewModel chat;

    private long begun;
    private long ended;
    private long expected;

    private void deliver(List<ServiceEvent> batch) {
        model.accept(batch);
        chat.accept(batch);
        begun += batch.stream().filter(ServiceEvent.Answering.class::isInstance).count();
        ended += batch.stream().filter(ServiceEvent.Answered.class::isInstance).count();
    }

    @BeforeEach
    void open() {
        bench = new Workbench(home, engine, events);
        model = new ModelViewModel(bench.service());
        chat = new ChatViewModel(bench.service(), model, new Texts(Locale.ENGLISH), clock::get);
        bench.library().startNew();
        fx.runUntil(() -> chat.session().isPresent());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aSentMessageIsAnswered() {
        load();
        engine.answer("Good day to you.");
        send("Hello");
        awaitEnd();
        assertEquals("Hello", asked(0).text());
        assertEquals("Good day to you.", answer(1).text().get());
        assertEquals("Fake model", answer(1).author().get().name());
        assertEquals(FinishReason.END_OF_TURN, outcome(1));
    }

    @Test
    void blankTextIsNotSent() {
        load();
        assertFalse(chat.send(" \n"));
        assertEquals(List.of(), chat.items());
    }

    @Test
    void whatIsSentDuringAnAnswerWaitsForItsEnd() {
        load();
        CountDownLatch end = new CountDownLatch(1);
        engine.tell(
                        (tokens, _) -> {
                            tokens.accept("one");
                            await(end);
                        })
                .answer("two");
        send("first");
        chat.send("second");
        fx.runUntil(() -> !chat.queue().isEmpty());
        assertEquals(2, chat.items().size());
        end.countDown();
        awaitBeginning();
        awaitEnd();
        assertEquals(List.of(), chat.queue());
        assertEquals("second", asked(2).text());
        assertEquals("two", answer(3).text().get());
    }

    @Test
    void whatWaitsCanBeChangedAndTakenOut() {
        load();
        CountDownLatch end = new CountDownLatch(1);
        engine.tell((_, _) -> await(end)).answer("two");
        send("first");
        chat.send("second");
        chat.send("third");
        fx.runUntil(() -> chat.queue().size() == 2);
        WaitingMessage second = chat.queue().get(0);
        WaitingMessage third = chat.queue().get(1);
        chat.editQueued(second, "second, but better");
        chat.editQueued(third, "");
        fx.runUntil(() -> chat.queue().size() == 1);
        end.countDown();
        awaitBeginning();
        awaitEnd();
        assertEquals("second, but better", asked(2).text());
    }

    @Test
    void whatWaitsGoesOnWaitingAfterAStop() {
        load();
        engine.tell(ChatViewModelTest::untilCancelled).answer("two");
        send("first");
        fx.runUntil(() -> !answer(1).text().get().isEmpty());
        chat.send("second");
        fx.runUntil(() -> chat.queue().size() == 1);
        chat.stop();
        awaitEnd();
        assertEquals(1, chat.queue().size());
        chat.sendQueued();
        awaitBeginning();
        awaitEnd();
        assertEquals("two", answer(3).text().get());
    }

    @Test
    void anotherAnswerIsAnotherBranch() {
        load();
        engine.answer("heads").answer("tails");
        send("Toss a coin");
        awaitEnd();
        chat.regenerate(answer(1));
        awaitBeginning();
        awaitEnd();
        assertEquals("tails", answer(1).text().get());
        assertEquals(new Branch(1, 2), answer(1).branch().get());
        chat.switchBranch(answer(1), -1);
        fx.runUntil(() -> answer(1).text().get().equals("heads"));
        assertEquals(new Branch(0, 2), answer(1).branch().get());
    }

    @Test
    void anEditedQuestionIsAnotherBranch() {
        load();
        engine.answer("Four.").answer("Six.");
        send("Two and two?");
        awaitEnd();
        chat.edit(asked(0), "Three and three?");
        awaitBeginning();
        awaitEnd();
        assertEquals("Three and three?", asked(0).text());
        assertEquals(new Branch(1, 2), asked(0).branch());
        assertEquals("Six.", answer(1).text().get());
        assertFalse(engine.prompts().getLast().text().contains("Two"));
        chat.switchBranch(asked(0), -1);
        fx.runUntil(() -> asked(0).text().startsWith("Two"));
        assertEquals("Four.", answer(1).text().get());
    }

    @Test
    void thinkingIsToldApartAndTimed() {
        load();
        engine.tell(
                (tokens, _) -> {
                    tokens.accept("<think>\nLet me see.\n</think>\n");
                    tokens.accept("Done.");
                });
        send("Think");
        awaitEnd();
        assertEquals("Let me see.", answer(1).thinking().get().strip());
        assertEquals("Done.", answer(1).text().get());
    }

    @Test
    void aMessageSentWhileLoadingWaitsAndIsAnsweredThen() {
        CountDownLatch gate = new CountDownLatch(1);
        engine.holdLoads(gate).answer("Here I am.");
        model.open(FILE);
        fx.runUntil(() -> model.state().get() instanceof ModelState.Loading);
        send("Are you there?");
        assertEquals(Phase.WAITING, answer(1).phase().get());
        gate.countDown();
        awaitEnd();
        assertEquals("Here I am.", answer(1).text().get());
        assertInstanceOf(ModelState.Ready.class, model.state().get());
    }

    @Test
    void stoppingWhileTheModelLoadsEndsTheQuestionOnly() {
        CountDownLatch gate = new CountDownLatch(1);
        engine.holdLoads(gate);
        model.open(FILE);
        send("Are you there?");
        chat.stop();
        awaitEnd();
        assertEquals(FinishReason.CANCELLED, outcome(1));
        gate.countDown();
        fx.runUntil(() -> model.state().get() instanceof ModelState.Ready);
        assertEquals(List.of(), engine.prompts());
    }

    @Test
    void stoppingKeepsWhatHasCome() {
        load();
        CountDownLatch stopped = new CountDownLatch(1);
        engine.tell(
                (tokens, cancel) -> {
                    tokens.accept("Once upon");
                    var _ = cancel.onCancel(stopped::countDown);
                    await(stopped);
                });
        send("A story");
        fx.runUntil(() -> !answer(1).text().get().isEmpty());
        chat.stop();
        awaitEnd();
        assertEquals("Once upon", answer(1).text().get());
        assertEquals(FinishReason.CANCELLED, outcome(1));
    }

    @Test
    void aFailureIsANoticeAndRetryAnswers() {
        load();
        engine.tell(
                (tokens, _) -> {
                    tokens.accept("Half an");
                    throw new EngineException(new Problem.EngineFailed("fake", "no reason"));
                });
        send("Question");
        awaitEnd();
        assertEquals("Half an", answer(1).text().get());
        TranscriptItem.Notice notice = notice(2);
        assertTrue(notice.sentence().contains("no reason"), notice.sentence());

        engine.answer(" answer, and the rest.");
        assertEquals(TranscriptItem.Notice.Kind.CONTINUE, notice.action().orElseThrow().kind());
        notice.action().orElseThrow().task().run();
        awaitBeginning();
        awaitEnd();
        assertEquals(2, chat.items().size());
        assertEquals("Half an answer, and the rest.", answer(1).text().get());
        assertTrue(engine.prompts().getLast().text().endsWith("Half an"));
    }

    @Test
    void anUnexpectedExceptionIsANoticeToo() {
        load();
        engine.tell(
                (_, _) -> {
                    throw new IllegalStateException("oops");
                });
        send("Question");
        awaitEnd();
        assertTrue(notice(1).sentence().contains("oops"), notice(1).sentence());
        engine.answer("Fine.");
        send("Still there?");
        awaitEnd();
        assertTrue(notice(1).action().isEmpty(), "its question is no longer the last one");
        assertEquals("Fine.", answer(3).text().get());
    }

    @Test
    void aFailedLoadIsANoticeAndRetryLoads() {
        engine.failLoad(new Problem.FileMissing(FILE));
        model.open(FILE);
        fx.runUntil(() -> model.state().get() instanceof ModelState.Failed);
        assertTrue(notice(0).sentence().contains("model.gguf"));
        notice(0).action().orElseThrow().task().run();
        fx.runUntil(() -> model.state().get() instanceof ModelState.Ready);
        assertEquals(List.of(), chat.items());
    }

    @Test
    void aMessageThatWaitedForAFailedLoadGetsOneNotice() {
        CountDownLatch gate = new CountDownLatch(1);
        engine.holdLoads(gate).failLoad(new Problem.FileMissing(FILE));
        model.open(FILE);
        send("Hello");
        gate.countDown();
        awaitEnd();
        assertEquals(2, chat.items().size());
        assertTrue(notice(1).sentence().contains("model.gguf"));
        assertEquals(1, engine.loads());
        engine.answer("Now.");
        notice(1).action().orElseThrow().task().run();
        awaitBeginning();
        awaitEnd();
        assertEquals("Now.", answer(1).text().get());
        assertEquals(2, engine.loads());
    }

    @Test
    void loadingCanBeCancelledAndTheNextMessageLoads() {
        CountDownLatch gate = new CountDownLatch(1);
        engine.holdLoads(gate);
        model.open(FILE);
        fx.runUntil(() -> model.state().get() instanceof ModelState.Loading);
        model.cancelLoading();
        fx.runUntil(() -> model.state().get() instanceof ModelState.Absent);
        assertEquals(List.of(), chat.items());
        gate.countDown();
        engine.answer("Loaded after all.");
        send("Hello");
        awaitEnd();
        assertEquals("Loaded after all.", answer(1).text().get());
    }

    @Test
    void openingAnotherModelStopsTheAnswer() {
        load();
        CountDownLatch stopped = new CountDownLatch(1);
        engine.tell(
                (tokens, cancel) -> {
                    tokens.accept("On and on");
                    var _ = cancel.onCancel(stopped::countDown);
                    await(stopped);
                });
        send("Talk");
        fx.runUntil(() -> !answer(1).text().get().isEmpty());
        model.open(Path.of("other.gguf"));
        awaitEnd();
        fx.runUntil(() -> engine.loads() == 2 && model.state().get() instanceof ModelState.Ready);
        assertEquals(FinishReason.CANCELLED, outcome(1));
    }

    @Test
    void anEngineThatDiedMeanwhileIsStartedAgainForTheNextMessage() {
        load();
        engine.tell(
                (_, _) -> {
                    throw new EngineException(new Problem.EngineDied(137, Path.of("log")));
                });
        engine.answer("Back again.");
        send("Hello");
        awaitEnd();
        assertEquals("Back again.", answer(1).text().get());
        assertEquals(2, engine.loads());
    }

    @Test
    void anEngineThatDiesWhileItAnswersIsReportedAndStartedByTheNextMessage() {
        load();
        engine.tell(
                (tokens, _) -> {
                    tokens.accept("I feel");
                    throw new EngineException(new Problem.EngineDied(139, Path.of("log")));
                });
        send("Hello");
        awaitEnd();
        assertEquals("I feel", answer(1).text().get());
        assertTrue(notice(2).sentence().contains("139"));
        assertInstanceOf(ModelState.Failed.class, model.state().get());
        engine.answer("Better.");
        send("And now?");
        awaitEnd();
        assertEquals("Better.", answer(4).text().get());
    }

    @Test
    void theWholeConversationIsTheNextPrompt() {
        load();
        engine.answer("Four.").answer("Eight.");
        send("Two and two?");
        awaitEnd();
        chat.thinking().set(false);
        send("And twice that?");
        awaitEnd();
        assertEquals(
                """
                <|im_start|>user
                Two and two?<|im_end|>
                <|im_start|>assistant
                Four.<|im_end|>
                <|im_start|>user
                And twice that?<|im_end|>
                <|im_start|>assistant
                <think>

                </think>
                """,
                engine.prompts().getLast().text());
    }

    @Test
    void aThousandTokensAreOneTaskAndOneChangeWhileTheWindowIsBusy() throws Exception {
        load();
        CountDownLatch told = new CountDownLatch(1);
        engine.tell(
                (tokens, _) -> {
                    for (int i = 0; i < 1000; i++) {
                        tokens.accept("word ");
                    }
                    told.countDown();
                });
        List<String> changes = new ArrayList<>();
        send("Much");
        answer(1).text().subscribe(text -> changes.add(text));
        told.await();
        int before = fx.run();
        assertEquals(1, fx.waiting());
        awaitEnd();
        assertTrue(fx.run() - before <= 10, "tasks: " + (fx.run() - before));
        assertEquals("word ".repeat(1000), answer(1).text().get());
        assertTrue(changes.size() <= 3, "changes: " + changes.size());
    }

    @Test
    void theDemoIsLabelled() {
        engine.answer("Scripted.");
        model.open(ModelChoice.Demo::new);
        send("Hello");
        awaitEnd();
        assertTrue(answer(1).author().get().isDemo());
        assertTrue(model.author().get().orElseThrow().isDemo());
    }

    @Test
    void closingEndsTheEngine() {
        load();
        int before = engine.closings();
        bench.close();
        assertEquals(before + 1, engine.closings());
    }

    private void load() {
        model.open(FILE);
        fx.runUntil(() -> model.state().get() instanceof ModelState.Ready);
    }

    /** One more answer has begun, and may have ended. */
    private void awaitBeginning() {
        expected++;
        fx.runUntil(() -> begun == expected);
    }

    /** All answers that have begun have ended. */
    private void awaitEnd() {
        fx.runUntil(() -> ended == begun);
    }

    private void send(String text) {
        assertTrue(chat.send(text));
        awaitBeginning();
    }

    private TranscriptItem.Asked asked(int index) {
        return assertInstanceOf(TranscriptItem.Asked.class, chat.items().get(index));
    }

    private AnswerViewModel answer(int index) {
        return assertInstanceOf(AnswerViewModel.class, chat.items().get(index));
    }

    private TranscriptItem.Notice notice(int index) {
        return assertInstanceOf(TranscriptItem.Notice.class, chat.items().get(index));
    }

    private FinishReason outcome(int index) {
        return answer(index).outcome().get().orElseThrow().reason();
    }

    private static void untilCancelled(Consumer<String> tokens, CancelSignal cancel) {
        CountDownLatch stopped = new CountDownLatch(1);
        tokens.accept("Once upon");
        var _ = cancel.onCancel(stopped::countDown);
        await(stopped);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
