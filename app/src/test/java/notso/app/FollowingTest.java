package notso.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What moves, and what stays still, while an answer grows. */
class FollowingTest extends WindowTest {

    @Test
    void theTranscriptFollowsUntilScrolledUp() throws Exception {
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
        await(() -> lines() == 100);
        assertEquals(0, below(), 1);
        first.countDown();
        await(() -> lines() == 150);
        assertEquals(0, below(), 1);

        robot.moveTo("#transcript").scroll(10, VerticalDirection.UP);
        settle();
        double top = above();
        assertTrue(below() > 50, "below: " + below());
        second.countDown();
        await(() -> visible(".message-stats"));
        settle();
        assertEquals(top, above(), 1);

        engine.answer("Short.");
        robot.clickOn("#composer-input").write("Next").push(KeyCode.ENTER);
        await(() -> robot.lookup(".message-bubble").queryAll().size() == 4);
        settle();
        assertEquals(0, below(), 1);
    }

    @Test
    void aDeltaTouchesNothingButTheOpenText() throws Exception {
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
        await(() -> visible(".message-stats"));
        robot.write("Two").push(KeyCode.ENTER);
        await(() -> texts().contains("The second"));
        settle();

        ChangeCounter counter = new ChangeCounter();
        List<Node> rows = List.copyOf(robot.lookup(".transcript-row").queryAll());
        assertEquals(4, rows.size());
        robot.interact(() -> rows.subList(0, 3).forEach(counter::watch));
        robot.interact(() -> counter.watchChildren(rows.getLast()));
        robot.interact(() -> counter.watchChildren(rows.getFirst().getParent()));
        more.countDown();
        await(() -> texts().contains("The second answer, which goes on."));
        settle();
        List<String> changes = counter.changes();
        end.countDown();
        assertEquals(List.of(), changes);
    }
}
