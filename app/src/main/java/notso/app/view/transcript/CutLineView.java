package notso.app.view.transcript;

import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import notso.app.view.look.Texts;

/** The line above which the model sees nothing any more. */
final class CutLineView extends HBox {

    CutLineView(Texts texts) {
        Label label = new Label(texts.get("cut-line"));
        label.setAccessibleRole(AccessibleRole.TEXT);
        getStyleClass().add("cut-line");
        setAlignment(Pos.CENTER);
        getChildren().addAll(rule(), label, rule());
    }

    private static Region rule() {
        Region rule = new Region();
        rule.getStyleClass().add("cut-line-rule");
        HBox.setHgrow(rule, Priority.ALWAYS);
        return rule;
    }
}
