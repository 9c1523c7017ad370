package notso.app.view.transcript;

import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;

import notso.app.view.look.Icon;
import notso.app.view.look.SurfacePane;
import notso.app.view.look.Texts;

/** One sentence about what went wrong, with a button to try again where that makes sense. */
final class NoticeView extends StackPane {

    NoticeView(TranscriptItem.Notice notice, Texts texts) {
        getStyleClass().add("error-notice");
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleText(notice.sentence());

        Label sentence = new Label(notice.sentence());
        sentence.getStyleClass().add("notice-sentence");
        sentence.setWrapText(true);
        sentence.setMaxWidth(Double.MAX_VALUE);
        sentence.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        HBox row = new HBox(new Icon(Icon.Shape.WARNING), sentence);
        row.getStyleClass().add("notice-row");
        row.setAlignment(Pos.CENTER_LEFT);
        // A button stays as high as a button beside many lines.
        row.setFillHeight(false);
        notice.action()
                .ifPresent(
                        action -> {
                            Button button = new Button(text(action.kind(), texts));
                            button.getStyleClass().add("notice-retry");
                            button.setMinWidth(USE_PREF_SIZE);
                            button.setOnAction(_ -> action.task().run());
                            row.getChildren().add(new SurfacePane("raised", button));
                        });
        getChildren().add(new SurfacePane("notice-surface", row));
    }

    private static String text(TranscriptItem.Notice.Kind kind, Texts texts) {
        return switch (kind) {
            case RETRY -> texts.get("notice.retry");
            case CONTINUE -> texts.get("notice.continue");
        };
    }
}
