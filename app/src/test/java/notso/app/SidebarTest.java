package notso.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;

import java.util.Comparator;
import java.util.List;

/** Conversations are begun, left, found again, named, pinned and deleted. */
class SidebarTest extends WindowTest {

    @Test
    void aNewChatAndBackKeepsBoth() throws Exception {
        engine.answer("The first answer.").answer("The second answer.");
        begin();
        ask("First");
        robot.clickOn("#new-chat");
        await(() -> questions().isEmpty());
        assertTrue(input().isFocused());
        ask("Second");
        assertEquals(List.of("Second", "First"), titles());
        assertTrue(isCurrent("Second"));

        robot.clickOn(titled("First"));
        await(() -> questions().equals(List.of("First")));
        assertEquals("The first answer.", answer());
        assertTrue(isCurrent("First"));
        assertFalse(isCurrent("Second"));
        robot.clickOn(titled("Second"));
        await(() -> questions().equals(List.of("Second")));
        assertEquals("The second answer.", answer());
    }

    @Test
    void whatWasSaidIsFoundAsOneTypesAndAllIsThereAgainAfterwards() throws Exception {
        engine.answer("In rain and sun.").answer("Glass that bends light.");
        begin();
        ask("Rainbows");
        robot.clickOn("#new-chat");
        await(() -> questions().isEmpty());
        ask("Prisms");
        robot.clickOn("#session-search").write("bends li");
        await(() -> titles().equals(List.of("Prisms")));
        robot.push(KeyCode.ESCAPE);
        await(() -> titles().equals(List.of("Prisms", "Rainbows")));
        robot.write("unicorns");
        await(() -> titles().isEmpty());
    }

    @Test
    void eachConversationHasADraftOfItsOwn() throws Exception {
        engine.answer("Yes.").answer("No.");
        begin();
        ask("First");
        robot.write("half a thought");
        robot.push(KeyCode.CONTROL, KeyCode.N);
        await(() -> input().getText().isEmpty());
        ask("Second");
        robot.write("another");
        robot.clickOn(titled("First"));
        await(() -> input().getText().equals("half a thought"));
        robot.clickOn(titled("Second"));
        await(() -> input().getText().equals("another"));
    }

    @Test
    void aConversationIsRenamedWhereItStands() throws Exception {
        twoConversations();
        robot.doubleClickOn(titled("First"));
        await(() -> visible(".session-rename"));
        robot.write("The beginning").push(KeyCode.ENTER);
        await(() -> titles().contains("The beginning"));
        assertFalse(visible(".session-rename"));

        robot.push(KeyCode.F2);
        await(() -> visible(".session-rename"));
        robot.write("Never mind").push(KeyCode.ESCAPE);
        await(() -> !visible(".session-rename"));
        assertEquals(List.of("Second", "The beginning"), titles());
    }

    @Test
    void aPinnedConversationStandsAtTheTop() throws Exception {
        twoConversations();
        assertEquals(List.of("Second", "First"), titles());
        robot.rightClickOn(titled("First"));
        robot.clickOn("#pin-session");
        await(() -> titles().equals(List.of("First", "Second")));
        assertEquals(List.of("Pinned", "Today"), headings());
        robot.moveTo(titled("First"));
        robot.clickOn(titled("First").getParent().lookup(".session-more"));
        robot.clickOn("#pin-session");
        await(() -> titles().equals(List.of("Second", "First")));
    }

    @Test
    void aDeletedConversationCanBeHadBack() throws Exception {
        twoConversations();
        robot.rightClickOn(titled("Second"));
        robot.clickOn("#delete-session");
        await(() -> titles().equals(List.of("First")));
        await(() -> questions().equals(List.of("First")));
        assertTrue(visible(".undo-bar"));
        robot.clickOn("#undo-button");
        await(() -> titles().equals(List.of("Second", "First")));
        await(() -> questions().equals(List.of("Second")));
        assertFalse(visible(".undo-bar"));
    }

    @Test
    void controlZBringsBackWhatWasDeletedUnlessItUndoesTyping() throws Exception {
        twoConversations();
        robot.rightClickOn(titled("First"));
        robot.clickOn("#delete-session");
        await(() -> titles().equals(List.of("Second")));
        robot.clickOn("#composer-input").write("x");
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        assertEquals("", input().getText());
        assertEquals(List.of("Second"), titles());
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        await(() -> titles().equals(List.of("Second", "First")));
    }

    @Test
    void theKeyboardAloneDoesAllOfIt() throws Exception {
        twoConversations();
        ListView<?> list = list();
        robot.interact(list::requestFocus);
        robot.push(KeyCode.DOWN).push(KeyCode.ENTER);
        await(() -> questions().equals(List.of("First")));
        robot.interact(list::requestFocus);
        robot.push(KeyCode.F2);
        await(() -> visible(".session-rename"));
        robot.write("Old").push(KeyCode.ENTER);
        await(() -> titles().equals(List.of("Second", "Old")));
        assertTrue(list.isFocused(), "the keyboard stays in the list");
        robot.push(KeyCode.HOME);
        robot.push(KeyCode.DELETE);
        await(() -> titles().equals(List.of("Old")));
        assertTrue(list.isFocused());
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        await(() -> titles().equals(List.of("Second", "Old")));
        robot.push(KeyCode.UP).push(KeyCode.UP).push(KeyCode.ENTER);
        await(() -> questions().equals(List.of("Second")));
        assertTrue(input().isFocused());
    }

    @Test
    void aRowTellsScreenReadersWhatItIs() throws Exception {
        twoConversations();
        robot.rightClickOn(titled("Second"));
        robot.clickOn("#pin-session");
        await(() -> headings().contains("Pinned"));
        assertEquals("Second, pinned, shown", cell("Second").getAccessibleText());
        assertEquals("First", cell("First").getAccessibleText());
        assertEquals("Conversations", list().getAccessibleText());
    }

    @Test
    void theSidebarGivesWayInANarrowWindow() throws Exception {
        twoConversations();
        assertTrue(visible("#session-list"));
        assertFalse(visible("#sidebar-open"));
        robot.push(KeyCode.CONTROL, KeyCode.B);
        settle();
        assertFalse(visible("#session-list"));
        robot.clickOn("#sidebar-open");
        settle();
        assertTrue(visible("#session-list"));

        resize(600, 600);
        assertFalse(visible("#session-list"));
        robot.clickOn("#sidebar-open");
        settle();
        assertTrue(visible("#session-list"));
        robot.clickOn(titled("First"));
        await(() -> questions().equals(List.of("First")));
        assertFalse(visible("#session-list"), "it has done its work");
        robot.push(KeyCode.CONTROL, KeyCode.B);
        settle();
        robot.push(KeyCode.ESCAPE);
        settle();
        assertFalse(visible("#session-list"));
        resize(WIDTH, HEIGHT);
        assertTrue(visible("#session-list"));
    }

    @Test
    void afterARestartTheLastConversationIsThere() throws Exception {
        engine.answer("Kept on the disk.");
        begin();
        ask("Remember this");
        robot.write("and this");
        restart();
        await(() -> questions().equals(List.of("Remember this")));
        assertEquals("Kept on the disk.", answer());
        assertEquals(List.of("Remember this"), titles());
        assertEquals("and this", input().getText());
    }

    private void twoConversations() throws Exception {
        engine.answer("The first answer.").answer("The second answer.");
        begin();
        ask("First");
        robot.clickOn("#new-chat");
        await(() -> questions().isEmpty());
        ask("Second");
        await(() -> titles().size() == 2);
    }

    private ListView<?> list() {
        return robot.lookup("#session-list").queryAs(ListView.class);
    }

    private List<String> headings() {
        return robot.lookup(".session-heading").queryAllAs(Label.class).stream()
                .filter(WindowTest::isShown)
                .sorted(Comparator.comparing(WindowTest::top))
                .map(Label::getText)
                .toList();
    }

    private Node cell(String title) {
        Node node = titled(title);
        while (!(node instanceof ListCell<?>)) {
            node = node.getParent();
        }
        return node;
    }

    private boolean isCurrent(String title) {
        return cell(title).getPseudoClassStates().contains(PseudoClass.getPseudoClass("current"));
    }
}
