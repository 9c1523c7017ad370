package notso.app.view.transcript;

import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.util.Duration;

import notso.app.view.look.Icon;
import notso.app.view.look.IconButton;
import notso.app.view.look.Texts;

import java.util.function.Supplier;

/**
 * What can be done with one message, in the gap below it. All but the switch between branches shows
 * itself only to a pointer or a keyboard that is there, and below the last message.
 */
final class MessageActions extends HBox {

    private static final Duration CONFIRMATION = Duration.seconds(1.5);

    private final Texts texts;
    private final HBox quiet = new HBox();
    private final BranchSwitch branches;

    private MessageActions(String role, BranchSwitch branches, Texts texts) {
        this.texts = texts;
        this.branches = branches;
        getStyleClass().addAll("message-actions", role);
        quiet.getStyleClass().add("quiet-actions");
    }

    static MessageActions of(
            TranscriptItem.Asked asked, TranscriptActions does, Runnable edit, Texts texts) {
        BranchSwitch branches = new BranchSwitch(by -> does.switchBranch(asked, by), texts);
        branches.show(asked.branch());
        MessageActions actions = new MessageActions("user", branches, texts);
        IconButton change = actions.add(Icon.Shape.EDIT, "actions.edit", edit);
        change.disableProperty().bind(does.answering());
        actions.addCopy("actions.copy.question", asked::text);
        actions.getChildren().setAll(actions.quiet, branches);
        return actions;
    }

    static MessageActions of(AnswerViewModel answer, TranscriptActions does, Texts texts) {
        BranchSwitch branches = new BranchSwitch(by -> does.switchBranch(answer, by), texts);
        answer.branch().subscribe(branches::show);
        MessageActions actions = new MessageActions("assistant", branches, texts);
        actions.addCopy("actions.copy", () -> answer.text().get());
        IconButton again =
                actions.add(Icon.Shape.AGAIN, "actions.regenerate", () -> does.regenerate(answer));
        again.disableProperty().bind(does.answering());
        IconButton more =
                actions.add(Icon.Shape.GO_ON, "actions.continue", () -> does.goOn(answer));
        showWhile(answer.canGoOn(), more);
        more.disableProperty().bind(does.answering());
        actions.getChildren().setAll(branches, actions.quiet);
        // What is being made cannot be copied or replaced yet.
        answer.phase()
                .subscribe(phase -> actions.quiet.setVisible(phase == AnswerViewModel.Phase.ENDED));
        return actions;
    }

    private static void showWhile(ObservableValue<Boolean> shown, Node node) {
        node.visibleProperty().bind(shown);
        node.managedProperty().bind(shown);
    }

    BranchSwitch branches() {
        return branches;
    }

    private IconButton add(Icon.Shape shape, String key, Runnable task) {
        IconButton button = new IconButton(shape, texts.get(key));
        button.getStyleClass().add(key.replace('.', '-'));
        button.setOnAction(_ -> task.run());
        quiet.getChildren().add(button);
        return button;
    }

    private void addCopy(String key, Supplier<String> text) {
        IconButton button = add(Icon.Shape.COPY, key, () -> {});
        button.getStyleClass().add("copy-message");
        PauseTransition back = new PauseTransition(CONFIRMATION);
        back.setOnFinished(_ -> button.show(Icon.Shape.COPY, texts.get(key)));
        button.setOnAction(
                _ -> {
                    ClipboardContent content = new ClipboardContent();
                    content.putString(text.get());
                    Clipboard.getSystemClipboard().setContent(content);
                    button.show(Icon.Shape.CHECK, texts.get("actions.copied"));
                    back.playFromStart();
                });
    }
}
