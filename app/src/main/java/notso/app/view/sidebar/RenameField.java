package notso.app.view.sidebar;

import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;

import notso.app.view.look.Texts;

/** Where a conversation is given its name; leaving it keeps the name, Escape does not. */
final class RenameField extends TextField {

    private final LibraryViewModel library;

    RenameField(String title, LibraryViewModel library, Texts texts) {
        super(title);
        this.library = library;
        getStyleClass().add("session-rename");
        setAccessibleText(texts.get("sidebar.rename.field"));
        setMaxWidth(Double.MAX_VALUE);
        addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        focusedProperty().subscribe((was, is) -> onFocus(was && !is));
        sceneProperty().subscribe(this::begin);
    }

    private void begin() {
        if (getScene() != null) {
            requestFocus();
            selectAll();
        }
    }

    private void onFocus(boolean left) {
        if (left) {
            library.rename(getText());
        }
    }

    private void onKey(KeyEvent event) {
        switch (event.getCode()) {
            case ENTER -> {
                event.consume();
                library.rename(getText());
            }
            case ESCAPE -> {
                event.consume();
                library.cancelRenaming();
            }
            default -> {}
        }
    }
}
