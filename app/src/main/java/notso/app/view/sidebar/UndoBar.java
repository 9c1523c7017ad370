package notso.app.view.sidebar;

import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

import notso.app.view.look.Icon;
import notso.app.view.look.IconButton;
import notso.app.view.look.Stylesheets;
import notso.app.view.look.SurfacePane;
import notso.app.view.look.Texts;
import notso.app.view.look.TitleLabel;

import java.util.Optional;

/** For a few seconds, what was deleted can be had back. */
public final class UndoBar extends StackPane {

    private static final Duration PATIENCE = Duration.seconds(8);

    private final LibraryViewModel library;
    private final Texts texts;
    private final TitleLabel sentence = new TitleLabel();
    private final PauseTransition patience = new PauseTransition(PATIENCE);

    public UndoBar(LibraryViewModel library, Texts texts) {
        this.library = library;
        this.texts = texts;
        getStyleClass().add("undo-bar");
        getStylesheets().add(Stylesheets.of(UndoBar.class));
        setAccessibleRole(AccessibleRole.TEXT);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        Button undo = new Button(texts.get("undo.button"));
        undo.setId("undo-button");
        undo.getStyleClass().add("quiet-button");
        undo.setMinWidth(USE_PREF_SIZE);
        undo.setTooltip(new Tooltip(texts.get("undo.keys")));
        undo.setOnAction(_ -> library.undo());
        IconButton close = new IconButton(Icon.Shape.CLOSE, texts.get("undo.close"));
        close.setOnAction(_ -> library.forgetDiscarded());
        HBox row = new HBox(new Icon(Icon.Shape.TRASH), sentence, undo, close);
        row.getStyleClass().add("undo-row");
        row.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(new SurfacePane("undo-surface", row));
        patience.setOnFinished(_ -> library.forgetDiscarded());
        // Who reads or is about to press it must not lose it.
        hoverProperty().subscribe(held -> countDown(held));
        library.discarded().subscribe(this::show);
    }

    private void show(Optional<String> title) {
        setVisible(title.isPresent());
        title.ifPresent(
                name -> {
                    sentence.setText(texts.get("undo.deleted", name));
                    setAccessibleText(sentence.getText());
                });
        countDown(isHover());
    }

    private void countDown(boolean held) {
        if (held || library.discarded().get().isEmpty()) {
            patience.stop();
        } else {
            patience.playFromStart();
        }
    }
}
