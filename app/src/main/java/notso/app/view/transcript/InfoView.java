package notso.app.view.transcript;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.StackPane;

import notso.app.view.look.SurfacePane;

/** What the application itself has to say, as quiet lines. */
final class InfoView extends StackPane {

    InfoView(String text) {
        getStyleClass().add("info-note");
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleText(text);
        getChildren().add(new SurfacePane("info-surface", new Paragraphs(text)));
    }
}
