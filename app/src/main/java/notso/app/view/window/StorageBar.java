package notso.app.view.window;

import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import notso.app.view.StorageViewModel;
import notso.app.view.StorageViewModel.Note;
import notso.app.view.StorageViewModel.Stay;
import notso.app.view.look.Icon;
import notso.app.view.look.IconButton;
import notso.app.view.look.Stylesheets;
import notso.app.view.look.SurfacePane;
import notso.app.view.look.Texts;

import java.util.Optional;

/**
 * What there is to say of the application itself, above every conversation; one thing at a time,
 * what is wrong now before what was found.
 */
final class StorageBar extends VBox {

    private static final PseudoClass GOOD = PseudoClass.getPseudoClass("good");
    private static final Duration READING_TIME = Duration.seconds(5);

    private final StorageViewModel storage;
    private final Texts texts;
    private Optional<Note> shown = Optional.empty();

    StorageBar(StorageViewModel storage, Texts texts) {
        this.storage = storage;
        this.texts = texts;
        getStyleClass().add("storage-bar");
        getStylesheets().add(Stylesheets.of(StorageBar.class));
        managedProperty().bind(visibleProperty());
        storage.notes().subscribe(this::show);
        show();
    }

    private void show() {
        Optional<Note> most =
                storage.notes().stream()
                        .filter(note -> note.stay() != Stay.DISMISSABLE)
                        .findFirst()
                        .or(() -> storage.notes().stream().findFirst());
        setVisible(most.isPresent());
        if (!most.equals(shown)) {
            shown = most;
            getChildren().setAll(most.stream().map(this::row).toList());
        }
    }

    private Node row(Note note) {
        boolean good = note.stay() == Stay.PASSING;
        Label sentence = new Label(note.sentence());
        sentence.getStyleClass().add("notice-sentence");
        sentence.setWrapText(true);
        sentence.setMinHeight(USE_PREF_SIZE);
        sentence.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        HBox row = new HBox(new Icon(good ? Icon.Shape.CHECK : Icon.Shape.WARNING), sentence);
        row.getStyleClass().add("storage-row");
        row.setAlignment(Pos.CENTER_LEFT);
        if (note.stay() == Stay.DISMISSABLE) {
            IconButton close = new IconButton(Icon.Shape.CLOSE, texts.get("store.dismiss"));
            close.setOnAction(_ -> storage.dismiss(note));
            row.getChildren().add(close);
        }
        SurfacePane pane = new SurfacePane("storage-note", row);
        if (!good) {
            pane.getStyleClass().add("error-notice");
        }
        pane.setAccessibleRole(AccessibleRole.TEXT);
        pane.setAccessibleText(note.sentence());
        pane.pseudoClassStateChanged(GOOD, good);
        if (good) {
            PauseTransition time = new PauseTransition(READING_TIME);
            time.setOnFinished(_ -> storage.dismiss(note));
            time.play();
        }
        return pane;
    }
}
