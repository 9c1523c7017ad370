package notso.app.view.transcript;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import notso.app.view.look.Texts;
import notso.app.view.transcript.AnswerViewModel.Author;

/** An answer: who answers, the thinking, the text, the statistics, and what can be done. */
final class AnswerView extends VBox {

    private final MessageActions actions;

    AnswerView(AnswerViewModel answer, TranscriptActions does, Texts texts) {
        this.actions = MessageActions.of(answer, does, texts);
        getStyleClass().add("message");
        getChildren().addAll(bubble(answer, texts), actions);
    }

    MessageActions actions() {
        return actions;
    }

    private static MessageBubble bubble(AnswerViewModel answer, Texts texts) {
        Label name = new Label();
        name.getStyleClass().add("author-name");
        Label demo = new Label(texts.get("model.demo"));
        demo.getStyleClass().add("demo-badge");
        HBox author = new HBox(name, demo);
        author.getStyleClass().add("author");
        answer.author().subscribe(by -> show(by, name, demo));

        Paragraphs text = new Paragraphs(answer.text());
        answer.text().subscribe(said -> show(text, !said.isEmpty()));
        MessageBubble bubble =
                MessageBubble.assistant(
                        author,
                        new ThinkingBlock(answer, texts),
                        text,
                        new StatisticsLine(answer, texts));
        bubble.setAccessibleText(answer.author().get().name());
        return bubble;
    }

    private static void show(Author author, Label name, Label demo) {
        name.setText(author.name());
        show(demo, author.isDemo());
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
