package notso.app.view.transcript;

import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** Text as it was written, line breaks and blanks kept; one node, however long it grows. */
final class Paragraphs extends TextFlow {

    private final Text text = new Text();

    Paragraphs(String fixed) {
        this();
        text.setText(fixed);
    }

    Paragraphs(ObservableValue<String> growing) {
        this();
        text.textProperty().bind(growing);
    }

    private Paragraphs() {
        getStyleClass().add("paragraphs");
        text.getStyleClass().add("body-text");
        setAccessibleRole(AccessibleRole.TEXT);
        getChildren().add(text);
    }
}
