package notso.app.view.sidebar;

import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;

import notso.app.view.look.Icon;
import notso.app.view.look.Texts;
import notso.app.view.sidebar.SidebarRow.Chat;

/** What can be done with a conversation; one menu for all of them. */
final class SessionMenu extends ContextMenu {

    private final Texts texts;
    private final MenuItem rename;
    private final MenuItem pin;
    private final MenuItem delete;
    private final LibraryViewModel library;

    SessionMenu(LibraryViewModel library, Texts texts) {
        this.library = library;
        this.texts = texts;
        rename = new MenuItem(texts.get("sidebar.rename"), new Icon(Icon.Shape.EDIT));
        rename.setAccelerator(new KeyCodeCombination(KeyCode.F2));
        pin = new MenuItem("", new Icon(Icon.Shape.PIN));
        delete = new MenuItem(texts.get("sidebar.delete"), new Icon(Icon.Shape.TRASH));
        delete.setAccelerator(new KeyCodeCombination(KeyCode.DELETE));
        rename.setId("rename-session");
        pin.setId("pin-session");
        delete.setId("delete-session");
        getStyleClass().add("session-menu");
        getItems().addAll(rename, pin, delete);
    }

    /** What is chosen from now on concerns this conversation. */
    void concern(Chat chat) {
        pin.setText(texts.get(chat.pinned() ? "sidebar.unpin" : "sidebar.pin"));
        rename.setOnAction(_ -> library.beginRenaming(chat));
        pin.setOnAction(_ -> library.togglePin(chat));
        delete.setOnAction(_ -> library.discard(chat));
    }
}
