package notso.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;

import java.util.concurrent.CountDownLatch;

/** What a person types, and by which keys. */
class ComposerTest extends WindowTest {

    @Test
    void shiftEnterBreaksTheLine() throws Exception {
        engine.answer("Two lines.");
        begin();
        robot.write("one").press(KeyCode.SHIFT).push(KeyCode.ENTER).release(KeyCode.SHIFT);
        robot.write("two");
        assertEquals("one\ntwo", input().getText());
        robot.push(KeyCode.ENTER);
        await(() -> visible(".message-stats"));
        assertEquals("one\ntwo", text(".message-bubble.user .body-text"));
    }

    @Test
    void anInputMethodKeepsItsEnter() {
        begin();
        robot.write("ni");
        robot.interact(() -> input().fireEvent(composing("\u4f60")));
        robot.push(KeyCode.ENTER);
        assertTrue(robot.lookup(".message-bubble").tryQuery().isEmpty());
        robot.interact(() -> input().fireEvent(composing("")));
    }

    @Test
    void theComposerGrowsToEightLines() {
        double one = heightWith("x");
        double three = heightWith("x\nx\nx");
        double eight = heightWith("x\n".repeat(7) + "x");
        double twenty = heightWith("x\n".repeat(20));
        double line = (three - one) / 2;
        assertTrue(line > 10, "line: " + line);
        assertEquals(one + 7 * line, eight, 1);
        assertEquals(eight, twenty, 1);
        assertTrue(heightWith("word ".repeat(40)) >= one + line, "long lines wrap");
    }

    @Test
    void thinkingCanBeSwitchedOff() throws Exception {
        engine.answer("Straight away.");
        begin();
        robot.clickOn("#thinking-toggle");
        robot.clickOn("#composer-input").write("Quick").push(KeyCode.ENTER);
        await(() -> visible(".message-stats"));
        assertTrue(engine.prompts().getLast().text().endsWith("</think>\n"));
        assertFalse(visible(".thinking-block"));
    }

    @Test
    void tabLeavesTheInputAndEscapeStopsFromAnywhere() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        engine.tell(
                (_, cancel) -> {
                    var _ = cancel.onCancel(stopped::countDown);
                    await(stopped);
                });
        begin();
        robot.write("Story").push(KeyCode.ENTER);
        await(() -> visible("#stop-button"));
        robot.push(KeyCode.TAB);
        assertTrue(robot.lookup("#thinking-toggle").query().isFocused());
        robot.push(KeyCode.ESCAPE);
        await(() -> visible(".message-stats"));
    }

    @Test
    void aStartingPointGoesIntoTheInput() {
        begin();
        Button starter = robot.lookup(".starter").queryAs(Button.class);
        robot.clickOn(starter);
        assertEquals(starter.getText(), input().getText());
        assertTrue(input().isFocused());
    }

    @Test
    void everyControlHasANameForScreenReaders() {
        begin();
        for (Node control : robot.lookup(node -> node instanceof ButtonBase).queryAll()) {
            String name = control.getAccessibleText();
            String text = ((ButtonBase) control).getText();
            assertTrue(
                    name != null && !name.isBlank() || text != null && !text.isBlank(),
                    () -> "no name: " + control);
        }
        assertEquals("Your message", input().getAccessibleText());
    }
}
