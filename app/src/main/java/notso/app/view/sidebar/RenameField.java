package notso.app.view.sidebar;

import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;

import notso.app.view.look.Texts;

/** Where a conversation is given its name; leaving it keeps the name, Escape does not. */
final class RenameField extends TextField {

    private final LibraryViewModel library;
    private final Runnable leave;
    private boolean done;

    /**
     * @param leave takes the focus when the name is given by a key
     */
    RenameField(String title, LibraryViewModel library, Runnable leave, Texts texts) {
        super(title);
        this.library = library;
        this.leave = leave;
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
        if (left && !done) {
            library.rename(getText());
        }
    }

    private void finish(KeyEvent event, Runnable task) {
        event.consume();
        done = true;
        leave.run();
        task.run();
    }

    private void onKey(KeyEvent event) {
        switch (event.getCode()) {
            case ENTER -> finish(event, () -> library.rename(getText()));
            case ESCAPE -> finish(event, library::cancelRenaming);
            default -> {}
        }
    }
}
