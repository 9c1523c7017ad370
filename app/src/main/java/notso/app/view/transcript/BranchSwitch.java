package notso.app.view.transcript;

import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

import notso.app.view.look.Icon;
import notso.app.view.look.IconButton;
import notso.app.view.look.Texts;
import notso.app.view.transcript.TranscriptItem.Branch;

import java.util.function.IntConsumer;

/** Goes to the turn before and after this one at the same fork; shown where there is a fork. */
final class BranchSwitch extends HBox {

    private final Texts texts;
    private final IntConsumer go;
    private final IconButton before;
    private final IconButton after;
    private final Label place = new Label();

    /**
     * @param go given -1 for the turn before and 1 for the one after
     */
    BranchSwitch(IntConsumer go, Texts texts) {
        this.texts = texts;
        this.go = go;
        this.before = button(Icon.Shape.BACK, "branch.before", -1);
        this.after = button(Icon.Shape.CHEVRON, "branch.after", 1);
        place.getStyleClass().add("branch-place");
        place.setMinWidth(USE_PREF_SIZE);
        place.setAccessibleRole(AccessibleRole.TEXT);
        getStyleClass().add("branch-switch");
        setAlignment(Pos.CENTER);
        managedProperty().bind(visibleProperty());
        getChildren().addAll(before, place, after);
    }

    private IconButton button(Icon.Shape shape, String key, int by) {
        IconButton button = new IconButton(shape, texts.get(key));
        button.getStyleClass().add(key.replace('.', '-'));
        button.setOnAction(_ -> go.accept(by));
        return button;
    }

    void show(Branch branch) {
        setVisible(branch.count() > 1);
        place.setText(texts.get("branch.place", branch.index() + 1, branch.count()));
        place.setAccessibleText(texts.get("branch.name", branch.index() + 1, branch.count()));
        before.setDisable(branch.index() == 0);
        after.setDisable(branch.index() == branch.count() - 1);
    }

    /** Whether the keyboard is here. */
    boolean hasFocus() {
        return before.isFocused() || after.isFocused();
    }

    /** Brings the keyboard here, to the way on in a direction if there is one. */
    void focus(int by) {
        boolean forward = by > 0 ? !after.isDisabled() : before.isDisabled();
        (forward ? after : before).requestFocus();
    }
}
