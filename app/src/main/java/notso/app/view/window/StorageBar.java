package notso.app.view.window;

import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
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

/** What there is to say of the application itself, above every conversation. */
final class StorageBar extends VBox {

    private static final PseudoClass GOOD = PseudoClass.getPseudoClass("good");
    private static final Duration READING_TIME = Duration.seconds(5);

    private final StorageViewModel storage;
    private final Texts texts;

    StorageBar(StorageViewModel storage, Texts texts) {
        this.storage = storage;
        this.texts = texts;
        getStyleClass().add("storage-bar");
        getStylesheets().add(Stylesheets.of(StorageBar.class));
        visibleProperty().bind(Bindings.isNotEmpty(storage.notes()));
        managedProperty().bind(visibleProperty());
        storage.notes().addListener((ListChangeListener<Note>) this::update);
        storage.notes().forEach(note -> getChildren().add(row(note)));
    }

    private void update(ListChangeListener.Change<? extends Note> change) {
        while (change.next()) {
            getChildren()
                    .subList(change.getFrom(), change.getFrom() + change.getRemovedSize())
                    .clear();
            getChildren()
                    .addAll(
                            change.getFrom(),
                            change.getAddedSubList().stream().map(this::row).toList());
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
