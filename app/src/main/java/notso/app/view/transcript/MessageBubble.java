package notso.app.view.transcript;

import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import notso.app.view.look.SurfacePane;

/** A message on its surface: a person's at the right, a model's over the whole column. */
final class MessageBubble extends HBox {

    private static final double LARGEST_PART = 0.82;

    private MessageBubble(String role, Node... content) {
        VBox body = new VBox(content);
        body.getStyleClass().add("bubble-body");
        SurfacePane surface = new SurfacePane("bubble-surface", body);
        getChildren().add(surface);
        getStyleClass().addAll("message-bubble", role);
        HBox.setHgrow(surface, Priority.ALWAYS);
        if (role.equals("user")) {
            surface.maxWidthProperty().bind(widthProperty().multiply(LARGEST_PART));
            HBox.setHgrow(surface, Priority.NEVER);
        } else {
            surface.setMaxWidth(Double.MAX_VALUE);
        }
    }

    static MessageBubble user(Node... content) {
        return new MessageBubble("user", content);
    }

    static MessageBubble assistant(Node... content) {
        return new MessageBubble("assistant", content);
    }
}
