package notso.app.view.composer;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;

import notso.app.view.ChatViewModel;
import notso.app.view.WaitingMessage;
import notso.app.view.look.Icon;
import notso.app.view.look.IconButton;
import notso.app.view.look.InPlaceEditor;
import notso.app.view.look.SurfacePane;
import notso.app.view.look.Texts;
import notso.app.view.look.TitleLabel;

/** One message that waits: it can be changed, taken out, and sent when nothing is answered. */
final class QueueCard extends StackPane {

    private final WaitingMessage waiting;
    private final ChatViewModel chat;
    private final Runnable leave;
    private final Texts texts;
    private final Button sendNow;
    private final SurfacePane card;
    private final IconButton edit;

    QueueCard(WaitingMessage waiting, ChatViewModel chat, Runnable leave, Texts texts) {
        this.waiting = waiting;
        this.chat = chat;
        this.leave = leave;
        this.texts = texts;
        TitleLabel text = new TitleLabel();
        text.setText(texts.get("queue.waiting", oneLine(waiting.text())));
        text.getStyleClass().add("queue-text");
        text.setTooltip(new Tooltip(waiting.text()));
        HBox.setHgrow(text, Priority.ALWAYS);

        sendNow = new Button(texts.get("queue.send-now"));
        sendNow.getStyleClass().addAll("quiet-button", "queue-send-now");
        sendNow.setMinWidth(USE_PREF_SIZE);
        sendNow.setOnAction(_ -> leaveTo(chat::sendQueued));
        sendNow.managedProperty().bind(sendNow.visibleProperty());
        edit = new IconButton(Icon.Shape.EDIT, texts.get("queue.edit"));
        edit.getStyleClass().add("queue-edit");
        edit.setOnAction(_ -> edit());
        IconButton remove = new IconButton(Icon.Shape.CLOSE, texts.get("queue.remove"));
        remove.getStyleClass().add("queue-remove");
        remove.setOnAction(_ -> leaveTo(() -> chat.editQueued(waiting, "")));
        HBox row = new HBox(new Icon(Icon.Shape.CLOCK), text, sendNow, edit, remove);
        row.getStyleClass().add("queue-row");
        row.setAlignment(Pos.CENTER_LEFT);
        card = new SurfacePane("queue-surface", row);
        getStyleClass().add("queue-card");
        getChildren().add(card);
    }

    WaitingMessage waiting() {
        return waiting;
    }

    /** Only what waits first can be sent, and only when nothing is being answered. */
    void setNext(boolean next) {
        if (next && !sendNow.visibleProperty().isBound()) {
            sendNow.visibleProperty().bind(chat.answering().not());
        } else if (!next) {
            sendNow.visibleProperty().unbind();
            sendNow.setVisible(false);
        }
    }

    private void edit() {
        InPlaceEditor editor =
                new InPlaceEditor(
                        waiting.text(),
                        texts.get("queue.edit"),
                        texts.get("editor.keep"),
                        text -> leaveTo(() -> keep(text)),
                        () -> {
                            getChildren().setAll(card);
                            edit.requestFocus();
                        },
                        texts);
        getChildren().setAll(editor);
        editor.begin();
    }

    private void keep(String text) {
        chat.editQueued(waiting, text);
        getChildren().setAll(card);
    }

    private void leaveTo(Runnable task) {
        leave.run();
        task.run();
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
