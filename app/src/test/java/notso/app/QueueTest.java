package notso.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What is sent while an answer is made. */
class QueueTest extends WindowTest {

    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void whatWaitsIsSeenChangedTakenOutAndAskedInTheEnd() throws Exception {
        engine.tell((_, _) -> await(end)).answer("Better.");
        beginLong();
        robot.write("Second");
        assertTrue(visible("#stop-button") && visible("#send-button"), "both can be done");
        robot.push(KeyCode.ENTER);
        robot.write("Third").push(KeyCode.ENTER);
        await(() -> waiting().equals(List.of("Waiting: Second", "Waiting: Third")));
        assertFalse(visible(".queue-send-now"), "an answer is being made");

        robot.clickOn(".queue-edit");
        TextArea editor = robot.lookup(".in-place-editor .text-area").queryAs(TextArea.class);
        assertEquals("Second", editor.getText());
        robot.write(", but better").push(KeyCode.ENTER);
        await(() -> waiting().contains("Waiting: Second, but better"));
        List<Node> remove = List.copyOf(robot.lookup(".queue-remove").queryAll());
        robot.clickOn(remove.getLast());
        await(() -> waiting().equals(List.of("Waiting: Second, but better")));
        assertTrue(input().isFocused());

        end.countDown();
        await(() -> questions().equals(List.of("First", "Second, but better")));
        await(() -> answer().equals("Better."));
        assertFalse(visible(".queue-card"));
    }

    @Test
    void afterAStopWhatWaitsIsSentByHand() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        engine.tell(
                        (_, cancel) -> {
                            var _ = cancel.onCancel(stopped::countDown);
                            await(stopped);
                        })
                .answer("Now.");
        beginLong();
        robot.write("Second").push(KeyCode.ENTER);
        await(() -> visible(".queue-card"));
        robot.push(KeyCode.ESCAPE);
        await(() -> visible(".queue-send-now"));
        assertEquals(List.of("First"), questions());
        robot.clickOn(".queue-send-now");
        await(() -> questions().equals(List.of("First", "Second")) && answer().equals("Now."));
        assertFalse(visible(".queue-card"));
    }

    private void beginLong() throws Exception {
        begin();
        robot.write("First").push(KeyCode.ENTER);
        await(() -> visible("#stop-button"));
    }

    private List<String> waiting() {
        return robot.lookup(".queue-text").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList();
    }
}
