package notso.app.view.look;

import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.function.Consumer;

/** A text that is changed where it stands; Enter is as good as the button, Escape cancels. */
public final class InPlaceEditor extends VBox {

    private final GrowingTextArea input;

    /**
     * @param name of the text, for screen readers
     * @param submitName what the button says
     * @param submit given the changed text, unless it is blank
     * @param cancel run when a person would rather leave it as it was
     */
    public InPlaceEditor(
            String text,
            String name,
            String submitName,
            Consumer<String> submit,
            Runnable cancel,
            Texts texts) {
        input = new GrowingTextArea(() -> submit(submit));
        input.setText(text);
        input.setAccessibleText(name);
        input.setAccessibleHelp(texts.get("editor.keys"));
        addEventFilter(KeyEvent.KEY_PRESSED, event -> onKey(event, cancel));

        Button no = new Button(texts.get("editor.cancel"));
        no.getStyleClass().addAll("quiet-button", "editor-cancel");
        no.setOnAction(_ -> cancel.run());
        Button yes = new Button(submitName);
        yes.getStyleClass().add("editor-submit");
        yes.setOnAction(_ -> submit(submit));
        input.textProperty().subscribe(now -> yes.setDisable(now.isBlank()));
        HBox buttons = new HBox(no, new SurfacePane("accented", yes));
        buttons.getStyleClass().add("editor-buttons");
        getStyleClass().add("in-place-editor");
        getChildren().addAll(new SurfacePane("editor-ground", input), buttons);
    }

    /** Lets the person type at the end of the text. */
    public void begin() {
        input.requestFocus();
        input.end();
    }

    private void submit(Consumer<String> to) {
        if (!input.getText().isBlank()) {
            to.accept(input.getText());
        }
    }

    private void onKey(KeyEvent event, Runnable cancel) {
        if (event.getCode() == KeyCode.ESCAPE && !input.isComposing()) {
            event.consume();
            cancel.run();
        }
    }
}
