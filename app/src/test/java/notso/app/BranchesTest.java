package notso.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What can be done with what was said. */
class BranchesTest extends WindowTest {

    @Test
    void aQuestionIsChangedWhereItStandsAndTheOldOneStaysReachable() throws Exception {
        engine.answer("Four.").answer("Six.");
        begin();
        ask("Two and two?");
        robot.moveTo(".message-bubble.user").clickOn(".actions-edit");
        assertTrue(editor().isFocused());
        assertEquals("Two and two?", editor().getText());
        robot.interact(() -> editor().setText("Three and three?"));
        robot.push(KeyCode.ENTER);
        await(() -> answer().equals("Six.") && visible(".message-stats"));
        assertEquals(List.of("Three and three?"), questions());
        assertEquals(List.of("2/2"), places());

        robot.clickOn(lastShown(".branch-before"));
        await(() -> answer().equals("Four."));
        assertEquals(List.of("Two and two?"), questions());
        assertEquals(List.of("1/2"), places());
        assertTrue(lastShown(".branch-after").isFocused(), "the keyboard stays at the fork");
        robot.push(KeyCode.SPACE);
        await(() -> answer().equals("Six."));
    }

    @Test
    void escapeLeavesAQuestionAsItWas() throws Exception {
        engine.answer("Four.");
        begin();
        ask("Two and two?");
        robot.clickOn(".actions-edit").write(" Or three?").push(KeyCode.ESCAPE);
        assertFalse(visible(".in-place-editor"));
        assertEquals(List.of("Two and two?"), questions());
        assertEquals(1, engine.prompts().size());
        assertTrue(input().isFocused());
    }

    @Test
    void upInTheEmptyInputChangesTheLastQuestion() throws Exception {
        engine.answer("One.").answer("Two.").answer("Twice.");
        begin();
        ask("First");
        ask("Second");
        robot.write("typing").push(KeyCode.UP);
        assertFalse(visible(".in-place-editor"), "there is a text to move in");
        robot.interact(() -> input().clear());
        robot.push(KeyCode.UP);
        assertEquals("Second", editor().getText());
        robot.write(" again").push(KeyCode.ENTER);
        await(() -> answer().equals("Twice."));
        assertEquals(List.of("First", "Second again"), questions());
    }

    @Test
    void anAnswerIsMadeAgainAndBothStay() throws Exception {
        engine.answer("Heads.").answer("Tails.");
        begin();
        ask("Toss a coin");
        robot.clickOn(".actions-regenerate");
        await(() -> answer().equals("Tails.") && visible(".message-stats"));
        assertEquals(List.of("2/2"), places());
        robot.clickOn(lastShown(".branch-before"));
        await(() -> answer().equals("Heads."));
        assertEquals(List.of("1/2"), places());
    }

    @Test
    void whatWasStoppedCanBeContinued() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        engine.tell(
                        (tokens, cancel) -> {
                            tokens.accept("Once upon");
                            var _ = cancel.onCancel(stopped::countDown);
                            await(stopped);
                        })
                .answer(" a time.");
        begin();
        robot.write("A story").push(KeyCode.ENTER);
        await(() -> visible(".message-bubble.assistant .paragraphs"));
        robot.push(KeyCode.ESCAPE);
        await(() -> visible(".actions-continue"));
        robot.clickOn(".actions-continue");
        await(() -> answer().equals("Once upon a time.") && visible(".message-stats"));
        assertFalse(visible(".actions-continue"), "it is complete");
    }

    @Test
    void copyGivesTheMarkdownAsItWasWritten() throws Exception {
        engine.answer("**Bold** and `code`\n\n- one\n- two");
        begin();
        ask("Some markdown");
        robot.clickOn(".message-actions.assistant .copy-message");
        assertEquals("**Bold** and `code`\n\n- one\n- two", onFx(BranchesTest::copied));
        assertEquals(
                "Copied",
                robot.lookup(".message-actions.assistant .copy-message")
                        .query()
                        .getAccessibleText());
        robot.moveTo(".message-bubble.user").clickOn(".message-actions.user .copy-message");
        assertEquals("Some markdown", onFx(BranchesTest::copied));
    }

    @Test
    void actionsShowThemselvesToPointerAndKeyboardAndBelowTheLastMessage() throws Exception {
        engine.answer("One.").answer("Two.");
        begin();
        ask("First");
        ask("Second");
        robot.moveTo("#composer-input");
        List<Node> actions = List.copyOf(robot.lookup(".quiet-actions").queryAll());
        assertEquals(List.of(0.0, 0.0, 0.0, 1.0), actions.stream().map(Node::getOpacity).toList());
        robot.moveTo(".message-bubble.user");
        settle();
        assertEquals(1, actions.getFirst().getOpacity());
        robot.moveTo("#composer-input");
        robot.interact(actions.get(1).lookup(".copy-message")::requestFocus);
        settle();
        assertEquals(List.of(0.0, 1.0, 0.0, 1.0), actions.stream().map(Node::getOpacity).toList());
    }

    @Test
    void nothingIsAskedAnewWhileAnAnswerIsMade() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        engine.answer("One.").tell((_, _) -> await(end));
        begin();
        ask("First");
        robot.write("Second").push(KeyCode.ENTER);
        await(() -> visible("#stop-button"));
        robot.push(KeyCode.UP);
        assertFalse(visible(".in-place-editor"));
        assertTrue(robot.lookup(".actions-edit").query().isDisabled());
        assertTrue(robot.lookup(".actions-regenerate").query().isDisabled());
        end.countDown();
        await(() -> !visible("#stop-button"));
        assertFalse(robot.lookup(".actions-edit").query().isDisabled());
    }

    private TextArea editor() {
        return robot.lookup(".in-place-editor .text-area").queryAs(TextArea.class);
    }

    private static String copied() {
        return Clipboard.getSystemClipboard().getString();
    }

    private List<String> places() {
        return robot.lookup(".branch-place").queryAllAs(Label.class).stream()
                .filter(WindowTest::isShown)
                .map(Label::getText)
                .toList();
    }

    private Node lastShown(String query) {
        return robot.lookup(query).queryAll().stream()
                .filter(WindowTest::isShown)
                .reduce((_, later) -> later)
                .orElseThrow();
    }
}
