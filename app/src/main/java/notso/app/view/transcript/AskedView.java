package notso.app.view.transcript;

import javafx.scene.Node;
import javafx.scene.layout.VBox;

import notso.app.view.look.InPlaceEditor;
import notso.app.view.look.Texts;

import java.util.function.Consumer;

/** A question, which can be changed where it stands. */
final class AskedView extends VBox {

    private final TranscriptItem.Asked asked;
    private final TranscriptActions does;
    private final Consumer<Node> reveal;
    private final Runnable leave;
    private final Texts texts;
    private final MessageBubble bubble;
    private final MessageActions actions;

    /**
     * @param reveal scrolls to where it is changed
     * @param leave takes the focus when the question was asked anew
     */
    AskedView(
            TranscriptItem.Asked asked,
            TranscriptActions does,
            Consumer<Node> reveal,
            Runnable leave,
            Texts texts) {
        this.asked = asked;
        this.does = does;
        this.reveal = reveal;
        this.leave = leave;
        this.texts = texts;
        this.bubble = MessageBubble.user(new Paragraphs(asked.text()));
        this.actions = MessageActions.of(asked, does, this::edit, texts);
        bubble.setAccessibleText(texts.get("bubble.user", asked.text()));
        getStyleClass().add("message");
        getChildren().addAll(bubble, actions);
    }

    MessageActions actions() {
        return actions;
    }

    /** Lets the person change it, unless an answer is being made. */
    void edit() {
        if (does.answering().get()) {
            return;
        }
        InPlaceEditor editor =
                new InPlaceEditor(
                        asked.text(),
                        texts.get("edit.field"),
                        texts.get("composer.send"),
                        this::send,
                        this::cancel,
                        texts);
        getChildren().setAll(editor);
        editor.begin();
        reveal.accept(this);
    }

    private void send(String text) {
        show();
        leave.run();
        does.edit(asked, text);
    }

    private void cancel() {
        show();
        leave.run();
    }

    private void show() {
        getChildren().setAll(bubble, actions);
    }
}
