package notso.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.testfx.util.WaitForAsyncUtils.asyncFx;
import static org.testfx.util.WaitForAsyncUtils.waitFor;
import static org.testfx.util.WaitForAsyncUtils.waitForFxEvents;

import javafx.application.Platform;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.InputMethodHighlight;
import javafx.scene.input.InputMethodTextRun;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;

import notso.app.answer.FakeEngine;
import notso.app.view.ChatWindow;
import notso.app.view.look.Fonts;
import notso.app.view.look.Theme;
import notso.inference.EngineException;
import notso.inference.Problem;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does what a person does: types, presses keys, clicks, and looks at what is there. */
@ExtendWith(ApplicationExtension.class)
@Timeout(120)
class ChatWindowTest {

    private final FakeEngine engine = new FakeEngine();
    private Optional<Path> chosen = Optional.empty();
    private Composition composition;

    @Start
    void start(Stage stage) {
        Properties properties = new Properties();
        properties.setProperty("notso.model", "first.gguf");
        composition =
                new Composition(AppProperties.of(properties, Map.of()), new FxGateway(), engine);
        Fonts.load();
        ChatWindow window = composition.window(() -> chosen);
        Scene scene = new Scene(window, 900, 700);
        Theme.LIGHT.apply(scene);
        stage.setScene(scene);
        stage.show();
        window.focusInput();
    }

    @AfterEach
    void close() {
        composition.close();
    }

    @Test
    void typingAndEnterGivesAQuestionAnAnswerAndItsStatistics(FxRobot robot) throws Exception {
        engine.answer("<think>\nShort greeting.\n</think>\nHello to you.");
        begin();
        robot.write("Hello").push(KeyCode.ENTER);
        await(() -> visible(robot, ".message-stats"));
        assertEquals("Hello", text(robot, ".message-bubble.user .body-text"));
        assertEquals("Hello to you.", answer(robot));
        assertEquals("", input(robot).getText());
        String statistics = robot.lookup(".message-stats").queryAs(Label.class).getText();
        assertEquals(
                "5 tokens \u00b7 2.0 tokens/s \u00b7 first token after 0.8 s \u00b7 finished",
                statistics);
        assertFalse(robot.lookup("#stop-button").query().isVisible());
    }

    @Test
    void thinkingStreamsOpenFoldsWhenDoneAndOpensAgain(FxRobot robot) throws Exception {
        CountDownLatch thought = new CountDownLatch(1);
        engine.tell(
                (tokens, _) -> {
                    tokens.accept("<think>\nLet me see.");
                    await(thought);
                    tokens.accept("\n</think>\nSeen.");
                });
        begin();
        robot.write("Look").push(KeyCode.ENTER);
        await(() -> visible(robot, ".thinking-body"));
        ToggleButton header = robot.lookup(".thinking-header").queryAs(ToggleButton.class);
        assertTrue(header.getText().startsWith("Thinking\u2026"), header.getText());
        assertEquals("Let me see.", text(robot, ".thinking-body .body-text").strip());

        robot.clickOn(header);
        assertFalse(visible(robot, ".thinking-body"));
        robot.clickOn(header);
        assertTrue(visible(robot, ".thinking-body"));
        thought.countDown();
        await(() -> visible(robot, ".message-stats"));
        assertTrue(visible(robot, ".thinking-body"), "a person's choice stays");
        robot.clickOn(header);
        assertFalse(visible(robot, ".thinking-body"));
        assertTrue(header.getText().startsWith("Thought for"), header.getText());
    }

    @Test
    void thinkingFoldsByItselfAndTheKeyboardOpensIt(FxRobot robot) throws Exception {
        engine.answer("<think>\nBriefly.\n</think>\nDone.");
        begin();
        robot.write("Think").push(KeyCode.ENTER);
        await(() -> visible(robot, ".message-stats"));
        assertFalse(visible(robot, ".thinking-body"));
        Node header = robot.lookup(".thinking-header").query();
        robot.interact(header::requestFocus);
        robot.push(KeyCode.SPACE);
        assertTrue(visible(robot, ".thinking-body"));
    }

    @Test
    void escapeStopsTheAnswer(FxRobot robot) throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        engine.tell(
                (tokens, cancel) -> {
                    tokens.accept("Once upon a time");
                    var _ = cancel.onCancel(stopped::countDown);
                    await(stopped);
                });
        begin();
        robot.write("Story").push(KeyCode.ENTER);
        await(() -> visible(robot, ".message-bubble.assistant .paragraphs"));
        assertTrue(visible(robot, "#stop-button"));
        assertFalse(visible(robot, "#send-button"));
        robot.push(KeyCode.ESCAPE);
        await(() -> visible(robot, ".message-stats"));
        assertEquals("Once upon a time", answer(robot));
        String statistics = robot.lookup(".message-stats").queryAs(Label.class).getText();
        assertTrue(statistics.endsWith("stopped by you"), statistics);
    }

    @Test
    void theStopButtonStopsToo(FxRobot robot) throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        engine.tell(
                (_, cancel) -> {
                    var _ = cancel.onCancel(stopped::countDown);
                    await(stopped);
                });
        begin();
        robot.write("Story").push(KeyCode.ENTER);
        await(() -> visible(robot, "#stop-button"));
        robot.clickOn("#stop-button");
        await(() -> visible(robot, "#send-button"));
        assertTrue(visible(robot, ".message-stats"));
    }

    @Test
    void aFailureIsANoticeWithRetry(FxRobot robot) throws Exception {
        engine.tell(
                (_, _) -> {
                    throw new EngineException(new Problem.EngineFailed("fake", "it is ill"));
                });
        begin();
        robot.write("Hello").push(KeyCode.ENTER);
        await(() -> visible(robot, ".error-notice"));
        assertEquals(
                "The engine 'fake' failed: it is ill; try again or load the model anew.",
                robot.lookup(".notice-sentence").queryAs(Label.class).getText());
        engine.answer("Healthy again.");
        robot.clickOn(".notice-retry");
        await(() -> visible(robot, ".message-stats"));
        assertEquals("Healthy again.", answer(robot));
        assertTrue(robot.lookup(".error-notice").tryQuery().isEmpty());
    }

    @Test
    void shiftEnterBreaksTheLine(FxRobot robot) throws Exception {
        engine.answer("Two lines.");
        begin();
        robot.write("one").press(KeyCode.SHIFT).push(KeyCode.ENTER).release(KeyCode.SHIFT);
        robot.write("two");
        assertEquals("one\ntwo", input(robot).getText());
        robot.push(KeyCode.ENTER);
        await(() -> visible(robot, ".message-stats"));
        assertEquals("one\ntwo", text(robot, ".message-bubble.user .body-text"));
    }

    @Test
    void anInputMethodKeepsItsEnter(FxRobot robot) {
        begin();
        robot.write("ni");
        robot.interact(() -> input(robot).fireEvent(composing("\u4f60")));
        robot.push(KeyCode.ENTER);
        assertTrue(robot.lookup(".message-bubble").tryQuery().isEmpty());
        robot.interact(() -> input(robot).fireEvent(composing("")));
    }

    @Test
    void theComposerGrowsToEightLines(FxRobot robot) {
        double one = heightWith(robot, "x");
        double three = heightWith(robot, "x\nx\nx");
        double eight = heightWith(robot, "x\n".repeat(7) + "x");
        double twenty = heightWith(robot, "x\n".repeat(20));
        double line = (three - one) / 2;
        assertTrue(line > 10, "line: " + line);
        assertEquals(one + 7 * line, eight, 1);
        assertEquals(eight, twenty, 1);
        assertTrue(heightWith(robot, "word ".repeat(40)) >= one + line, "long lines wrap");
    }

    @Test
    void aMessageCanBeSentWhileTheModelLoads(FxRobot robot) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        engine.holdLoads(gate).answer("At last.");
        begin();
        await(() -> visible(robot, "#cancel-loading"));
        robot.write("Hello").push(KeyCode.ENTER);
        await(() -> visible(robot, ".thinking-block"));
        assertEquals(
                "Waiting for the model\u2026",
                robot.lookup(".thinking-header").queryAs(ToggleButton.class).getText());
        gate.countDown();
        await(() -> visible(robot, ".message-stats"));
        assertEquals("At last.", answer(robot));
        assertFalse(visible(robot, "#cancel-loading"));
    }

    @Test
    void theModelButtonOpensAFile(FxRobot robot) throws Exception {
        begin();
        await(() -> status(robot).equals("Ready"));
        chosen = Optional.of(Path.of("second.gguf"));
        robot.clickOn("#model-button");
        await(() -> engine.loads() == 2 && status(robot).equals("Ready"));
        assertEquals("Fake model", robot.lookup("#model-button").queryAs(Button.class).getText());
    }

    @Test
    void thinkingCanBeSwitchedOff(FxRobot robot) throws Exception {
        engine.answer("Straight away.");
        begin();
        robot.clickOn("#thinking-toggle");
        robot.clickOn("#composer-input").write("Quick").push(KeyCode.ENTER);
        await(() -> visible(robot, ".message-stats"));
        assertTrue(engine.prompts().getLast().text().endsWith("</think>\n"));
        assertFalse(visible(robot, ".thinking-block"));
    }

    @Test
    void theTranscriptFollowsUntilScrolledUp(FxRobot robot) throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        engine.tell(
                (tokens, _) -> {
                    tokens.accept("line\n".repeat(100));
                    await(first);
                    tokens.accept("line\n".repeat(50));
                    await(second);
                    tokens.accept("line\n".repeat(50));
                });
        begin();
        robot.write("Long").push(KeyCode.ENTER);
        await(() -> lines(robot) == 100);
        assertEquals(0, below(robot), 1);
        first.countDown();
        await(() -> lines(robot) == 150);
        assertEquals(0, below(robot), 1);

        robot.moveTo("#transcript").scroll(10, VerticalDirection.UP);
        settle(robot);
        double top = above(robot);
        assertTrue(below(robot) > 50, "below: " + below(robot));
        second.countDown();
        await(() -> visible(robot, ".message-stats"));
        settle(robot);
        assertEquals(top, above(robot), 1);

        engine.answer("Short.");
        robot.clickOn("#composer-input").write("Next").push(KeyCode.ENTER);
        await(() -> robot.lookup(".message-bubble").queryAll().size() == 4);
        settle(robot);
        assertEquals(0, below(robot), 1);
    }

    @Test
    void aDeltaTouchesNothingButTheOpenText(FxRobot robot) throws Exception {
        CountDownLatch more = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        engine.answer("The first answer, which is over.")
                .tell(
                        (tokens, _) -> {
                            tokens.accept("The second");
                            await(more);
                            tokens.accept(" answer, which goes on.");
                            await(end);
                        });
        begin();
        robot.write("One").push(KeyCode.ENTER);
        await(() -> visible(robot, ".message-stats"));
        robot.write("Two").push(KeyCode.ENTER);
        await(() -> texts(robot).contains("The second"));
        settle(robot);

        ChangeCounter counter = new ChangeCounter();
        List<Node> rows = List.copyOf(robot.lookup(".transcript-row").queryAll());
        assertEquals(4, rows.size());
        robot.interact(() -> rows.subList(0, 3).forEach(counter::watch));
        robot.interact(() -> counter.watchChildren(rows.getLast()));
        robot.interact(() -> counter.watchChildren(rows.getFirst().getParent()));
        more.countDown();
        await(() -> texts(robot).contains("The second answer, which goes on."));
        settle(robot);
        List<String> changes = counter.changes();
        end.countDown();
        assertEquals(List.of(), changes);
    }

    @Test
    void whatNobodyExpectedIsANotice(FxRobot robot) throws Exception {
        begin();
        composition.report(new ArithmeticException("by zero"));
        await(() -> visible(robot, ".error-notice"));
        String sentence = robot.lookup(".notice-sentence").queryAs(Label.class).getText();
        assertTrue(sentence.contains("ArithmeticException"), sentence);
        assertTrue(robot.lookup(".notice-retry").tryQuery().isEmpty());
    }

    @Test
    void tabLeavesTheInputAndEscapeStopsFromAnywhere(FxRobot robot) throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        engine.tell(
                (_, cancel) -> {
                    var _ = cancel.onCancel(stopped::countDown);
                    await(stopped);
                });
        begin();
        robot.write("Story").push(KeyCode.ENTER);
        await(() -> visible(robot, "#stop-button"));
        robot.push(KeyCode.TAB);
        assertTrue(robot.lookup("#thinking-toggle").query().isFocused());
        robot.push(KeyCode.ESCAPE);
        await(() -> visible(robot, ".message-stats"));
    }

    @Test
    void aStartingPointGoesIntoTheInput(FxRobot robot) {
        begin();
        Button starter = robot.lookup(".starter").queryAs(Button.class);
        robot.clickOn(starter);
        assertEquals(starter.getText(), input(robot).getText());
        assertTrue(input(robot).isFocused());
    }

    @Test
    void everyControlHasANameForScreenReaders(FxRobot robot) {
        begin();
        for (Node control : robot.lookup(node -> node instanceof ButtonBase).queryAll()) {
            String name = control.getAccessibleText();
            String text = ((ButtonBase) control).getText();
            assertTrue(
                    name != null && !name.isBlank() || text != null && !text.isBlank(),
                    () -> "no name: " + control);
        }
        assertEquals("Your message", input(robot).getAccessibleText());
    }

    private void begin() {
        Platform.runLater(composition::start);
        waitForFxEvents();
    }

    private static void await(Callable<Boolean> holds) throws TimeoutException {
        waitFor(30, TimeUnit.SECONDS, () -> onFx(holds));
        waitForFxEvents();
    }

    private static <T> T onFx(Callable<T> question) throws Exception {
        return asyncFx(question).get();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Two pulses: one that lays out what has changed, one for what that has changed. */
    private static void settle(FxRobot robot) {
        for (int i = 0; i < 2; i++) {
            robot.interact(() -> robot.window(0).getScene().getRoot().layout());
        }
    }

    private static boolean visible(FxRobot robot, String query) {
        return robot.lookup(query).queryAll().stream().anyMatch(ChatWindowTest::isShown);
    }

    private static boolean isShown(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static TextArea input(FxRobot robot) {
        return robot.lookup("#composer-input").queryAs(TextArea.class);
    }

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(Text.class).getText();
    }

    private static List<String> texts(FxRobot robot) {
        return robot.lookup(".message-bubble.assistant .body-text").queryAllAs(Text.class).stream()
                .map(Text::getText)
                .toList();
    }

    /** The last text of the last answer. */
    private static String answer(FxRobot robot) {
        return texts(robot).getLast();
    }

    private static long lines(FxRobot robot) {
        return texts(robot).getLast().lines().count();
    }

    private static String status(FxRobot robot) {
        return robot.lookup("#status-pill .label").queryAs(Label.class).getText();
    }

    private static double heightWith(FxRobot robot, String text) {
        robot.interact(() -> input(robot).setText(text));
        settle(robot);
        return input(robot).getHeight();
    }

    private static double above(FxRobot robot) {
        return scrolled(robot.lookup("#transcript").queryAs(ScrollPane.class));
    }

    private static double below(FxRobot robot) {
        ScrollPane scroll = robot.lookup("#transcript").queryAs(ScrollPane.class);
        return hidden(scroll) - scrolled(scroll);
    }

    private static double scrolled(ScrollPane scroll) {
        return scroll.getVvalue() * hidden(scroll);
    }

    private static double hidden(ScrollPane scroll) {
        return scroll.getContent().getLayoutBounds().getHeight()
                - scroll.getViewportBounds().getHeight();
    }

    private static InputMethodEvent composing(String text) {
        return new InputMethodEvent(
                InputMethodEvent.INPUT_METHOD_TEXT_CHANGED,
                text.isEmpty()
                        ? List.of()
                        : List.of(
                                new InputMethodTextRun(text, InputMethodHighlight.UNSELECTED_RAW)),
                "",
                0);
    }
}
