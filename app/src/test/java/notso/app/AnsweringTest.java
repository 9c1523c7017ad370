package notso.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;

import notso.inference.EngineException;
import notso.inference.Problem;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** What a person sees between a question and the end of its answer. */
class AnsweringTest extends WindowTest {

    @Test
    void typingAndEnterGivesAQuestionAnAnswerAndItsStatistics() throws Exception {
        engine.answer("<think>\nShort greeting.\n</think>\nHello to you.");
        begin();
        robot.write("Hello").push(KeyCode.ENTER);
        await(() -> visible(".message-stats"));
        assertEquals("Hello", text(".message-bubble.user .body-text"));
        assertEquals("Hello to you.", answer());
        assertEquals("", input().getText());
        String statistics = robot.lookup(".message-stats").queryAs(Label.class).getText();
        assertEquals(
                "5 tokens \u00b7 2.0 tokens/s \u00b7 first token after 0.8 s \u00b7 finished",
                statistics);
        assertFalse(robot.lookup("#stop-button").query().isVisible());
    }

    @Test
    void thinkingStreamsOpenFoldsWhenDoneAndOpensAgain() throws Exception {
        CountDownLatch thought = new CountDownLatch(1);
        engine.tell(
                (tokens, _) -> {
                    tokens.accept("<think>\nLet me see.");
                    await(thought);
                    tokens.accept("\n</think>\nSeen.");
                });
        begin();
        robot.write("Look").push(KeyCode.ENTER);
        await(() -> visible(".thinking-body"));
        ToggleButton header = robot.lookup(".thinking-header").queryAs(ToggleButton.class);
        assertTrue(header.getText().startsWith("Thinking\u2026"), header.getText());
        assertEquals("Let me see.", text(".thinking-body .body-text").strip());

        robot.clickOn(header);
        assertFalse(visible(".thinking-body"));
        robot.clickOn(header);
        assertTrue(visible(".thinking-body"));
        thought.countDown();
        await(() -> visible(".message-stats"));
        assertTrue(visible(".thinking-body"), "a person's choice stays");
        robot.clickOn(header);
        assertFalse(visible(".thinking-body"));
        assertTrue(header.getText().startsWith("Thought for"), header.getText());
    }

    @Test
    void thinkingFoldsByItselfAndTheKeyboardOpensIt() throws Exception {
        engine.answer("<think>\nBriefly.\n</think>\nDone.");
        begin();
        robot.write("Think").push(KeyCode.ENTER);
        await(() -> visible(".message-stats"));
        assertFalse(visible(".thinking-body"));
        Node header = robot.lookup(".thinking-header").query();
        robot.interact(header::requestFocus);
        robot.push(KeyCode.SPACE);
        assertTrue(visible(".thinking-body"));
    }

    @Test
    void escapeStopsTheAnswer() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        engine.tell(
                (tokens, cancel) -> {
                    tokens.accept("Once upon a time");
                    var _ = cancel.onCancel(stopped::countDown);
                    await(stopped);
                });
        begin();
        robot.write("Story").push(KeyCode.ENTER);
        await(() -> visible(".message-bubble.assistant .paragraphs"));
        assertTrue(visible("#stop-button"));
        assertFalse(visible("#send-button"));
        robot.push(KeyCode.ESCAPE);
        await(() -> visible(".message-stats"));
        assertEquals("Once upon a time", answer());
        String statistics = robot.lookup(".message-stats").queryAs(Label.class).getText();
        assertTrue(statistics.endsWith("stopped by you"), statistics);
    }

    @Test
    void theStopButtonStopsToo() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        engine.tell(
                (_, cancel) -> {
                    var _ = cancel.onCancel(stopped::countDown);
                    await(stopped);
                });
        begin();
        robot.write("Story").push(KeyCode.ENTER);
        await(() -> visible("#stop-button"));
        robot.clickOn("#stop-button");
        await(() -> visible("#send-button"));
        assertTrue(visible(".message-stats"));
    }

    @Test
    void aFailureIsANoticeWithRetry() throws Exception {
        engine.tell(
                (_, _) -> {
                    throw new EngineException(new Problem.EngineFailed("fake", "it is ill"));
                });
        begin();
        robot.write("Hello").push(KeyCode.ENTER);
        await(() -> visible(".error-notice"));
        assertEquals(
                "The engine 'fake' failed: it is ill; try again or load the model anew.",
                robot.lookup(".notice-sentence").queryAs(Label.class).getText());
        engine.answer("Healthy again.");
        robot.clickOn(".notice-retry");
        await(() -> visible(".message-stats"));
        assertEquals("Healthy again.", answer());
        assertTrue(robot.lookup(".error-notice").tryQuery().isEmpty());
    }

    @Test
    void aMessageCanBeSentWhileTheModelLoads() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        engine.holdLoads(gate).answer("At last.");
        begin();
        await(() -> visible("#cancel-loading"));
        robot.write("Hello").push(KeyCode.ENTER);
        await(() -> visible(".thinking-block"));
        assertEquals(
                "Waiting for the model\u2026",
                robot.lookup(".thinking-header").queryAs(ToggleButton.class).getText());
        gate.countDown();
        await(() -> visible(".message-stats"));
        assertEquals("At last.", answer());
        assertFalse(visible("#cancel-loading"));
    }

    @Test
    void theModelButtonOpensAFile() throws Exception {
        begin();
        await(() -> status().equals("Ready"));
        chosen = Optional.of(Path.of("second.gguf"));
        robot.clickOn("#model-button");
        await(() -> engine.loads() == 2 && status().equals("Ready"));
        assertEquals("Fake model", robot.lookup("#model-button").queryAs(Button.class).getText());
    }

    @Test
    void whatNobodyExpectedIsANotice() throws Exception {
        begin();
        composition.report(new ArithmeticException("by zero"));
        await(() -> visible(".error-notice"));
        String sentence = robot.lookup(".notice-sentence").queryAs(Label.class).getText();
        assertTrue(sentence.contains("ArithmeticException"), sentence);
        assertTrue(robot.lookup(".notice-retry").tryQuery().isEmpty());
    }
}
