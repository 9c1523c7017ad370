package notso.app.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.app.FxGateway;
import notso.app.FxGatewayAccess;
import notso.app.ManualThread;
import notso.app.answer.AnswerService;
import notso.app.answer.FakeEngine;
import notso.app.answer.ModelChoice;
import notso.app.answer.ServiceEvent;
import notso.app.answer.TemplatePromptMaker;
import notso.app.view.transcript.AnswerViewModel;
import notso.app.view.transcript.AnswerViewModel.Phase;
import notso.app.view.transcript.TranscriptItem;
import notso.inference.EngineException;
import notso.inference.FinishReason;
import notso.inference.Problem;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    private final AnswerService service =
            new AnswerService(engine, new TemplatePromptMaker(), events);
    private final ChatViewModel chat = new ChatViewModel(service, clock::get);

    private void deliver(List<ServiceEvent> batch) {
        chat.accept(batch);
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void aSentMessageIsAnswered() {
        load();
        engine.answer("Good day to you.");
        assertTrue(chat.send("Hello"));
        assertTrue(chat.answering().get());
        awaitEnd();
        assertEquals(new TranscriptItem.Asked("Hello"), chat.items().get(0));
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
    void onlyOneQuestionIsOpen() {
        load();
        CountDownLatch end = new CountDownLatch(1);
        engine.tell((_, _) -> await(end));
        chat.send("first");
        assertFalse(chat.send("second"));
        end.countDown();
        awaitEnd();
        assertEquals(2, chat.items().size());
    }

    @Test
    void thinkingIsToldApartAndTimed() {
        load();
        engine.tell(
                (tokens, _) -> {
                    tokens.accept("<think>\nLet me see.\n</think>\n");
                    tokens.accept("Done.");
                });
        chat.send("Think");
        awaitEnd();
        assertEquals("Let me see.", answer(1).thinking().get().strip());
        assertEquals("Done.", answer(1).text().get());
    }

    @Test
    void aMessageSentWhileLoadingWaitsAndIsAnsweredThen() {
        CountDownLatch gate = new CountDownLatch(1);
        engine.holdLoads(gate).answer("Here I am.");
        chat.openModel(FILE);
        fx.runUntil(() -> chat.model().get() instanceof ModelState.Loading);
        chat.send("Are you there?");
        assertEquals(Phase.WAITING, answer(1).phase().get());
        gate.countDown();
        awaitEnd();
        assertEquals("Here I am.", answer(1).text().get());
        assertInstanceOf(ModelState.Ready.class, chat.model().get());
    }

    @Test
    void stoppingWhileTheModelLoadsEndsTheQuestionOnly() {
        CountDownLatch gate = new CountDownLatch(1);
        engine.holdLoads(gate);
        chat.openModel(FILE);
        chat.send("Are you there?");
        chat.stop();
        awaitEnd();
        assertEquals(FinishReason.CANCELLED, outcome(1));
        gate.countDown();
        fx.runUntil(() -> chat.model().get() instanceof ModelState.Ready);
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
        chat.send("A story");
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
        chat.send("Question");
        awaitEnd();
        assertEquals("Half an", answer(1).text().get());
        TranscriptItem.Notice notice = notice(2);
        assertTrue(notice.sentence().contains("no reason"), notice.sentence());

        engine.answer("A whole answer.");
        notice.retry().orElseThrow().run();
        awaitEnd();
        assertEquals(2, chat.items().size());
        assertEquals("A whole answer.", answer(1).text().get());
        assertFalse(engine.prompts().getLast().text().contains("Half an"));
    }

    @Test
    void anUnexpectedExceptionIsANoticeToo() {
        load();
        engine.tell(
                (_, _) -> {
                    throw new IllegalStateException("oops");
                });
        chat.send("Question");
        awaitEnd();
        assertTrue(notice(1).sentence().contains("oops"), notice(1).sentence());
        engine.answer("Fine.");
        assertTrue(chat.send("Still there?"));
        awaitEnd();
        assertTrue(notice(1).retry().isEmpty(), "its question is no longer the last one");
        assertEquals("Fine.", answer(3).text().get());
    }

    @Test
    void aFailedLoadIsANoticeAndRetryLoads() {
        engine.failLoad(new Problem.FileMissing(FILE));
        chat.openModel(FILE);
        fx.runUntil(() -> chat.model().get() instanceof ModelState.Failed);
        assertTrue(notice(0).sentence().contains("model.gguf"));
        notice(0).retry().orElseThrow().run();
        fx.runUntil(() -> chat.model().get() instanceof ModelState.Ready);
        assertEquals(List.of(), chat.items());
    }

    @Test
    void aMessageThatWaitedForAFailedLoadGetsOneNotice() {
        CountDownLatch gate = new CountDownLatch(1);
        engine.holdLoads(gate).failLoad(new Problem.FileMissing(FILE));
        chat.openModel(FILE);
        chat.send("Hello");
        gate.countDown();
        awaitEnd();
        assertEquals(2, chat.items().size());
        assertTrue(notice(1).sentence().contains("model.gguf"));
        assertEquals(1, engine.loads());
        engine.answer("Now.");
        notice(1).retry().orElseThrow().run();
        awaitEnd();
        assertEquals("Now.", answer(1).text().get());
        assertEquals(2, engine.loads());
    }

    @Test
    void loadingCanBeCancelledAndTheNextMessageLoads() {
        CountDownLatch gate = new CountDownLatch(1);
        engine.holdLoads(gate);
        chat.openModel(FILE);
        fx.runUntil(() -> chat.model().get() instanceof ModelState.Loading);
        chat.cancelLoading();
        fx.runUntil(() -> chat.model().get() instanceof ModelState.Absent);
        assertEquals(List.of(), chat.items());
        gate.countDown();
        engine.answer("Loaded after all.");
        chat.send("Hello");
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
        chat.send("Talk");
        fx.runUntil(() -> !answer(1).text().get().isEmpty());
        chat.openModel(Path.of("other.gguf"));
        awaitEnd();
        fx.runUntil(() -> engine.loads() == 2 && chat.model().get() instanceof ModelState.Ready);
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
        chat.send("Hello");
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
        chat.send("Hello");
        awaitEnd();
        assertEquals("I feel", answer(1).text().get());
        assertTrue(notice(2).sentence().contains("139"));
        assertInstanceOf(ModelState.Failed.class, chat.model().get());
        engine.answer("Better.");
        chat.send("And now?");
        awaitEnd();
        assertEquals("Better.", answer(4).text().get());
    }

    @Test
    void theWholeConversationIsTheNextPrompt() {
        load();
        engine.answer("Four.").answer("Eight.");
        chat.send("Two and two?");
        awaitEnd();
        chat.thinking().set(false);
        chat.send("And twice that?");
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
        chat.send("Much");
        answer(1).text().subscribe(text -> changes.add(text));
        told.await();
        int before = fx.run();
        assertEquals(1, fx.waiting());
        awaitEnd();
        assertTrue(fx.run() - before <= 2, "tasks: " + (fx.run() - before));
        assertEquals("word ".repeat(1000), answer(1).text().get());
        assertTrue(changes.size() <= 3, "changes: " + changes.size());
    }

    @Test
    void theDemoIsLabelled() {
        engine.answer("Scripted.");
        chat.open(ModelChoice.Demo::new);
        chat.send("Hello");
        awaitEnd();
        assertTrue(answer(1).author().get().isDemo());
        assertTrue(chat.author().get().orElseThrow().isDemo());
    }

    @Test
    void closingEndsTheEngine() {
        load();
        int before = engine.closings();
        service.close();
        assertEquals(before + 1, engine.closings());
    }

    private void load() {
        chat.openModel(FILE);
        fx.runUntil(() -> chat.model().get() instanceof ModelState.Ready);
    }

    private void awaitEnd() {
        fx.runUntil(() -> !chat.answering().get());
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

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
