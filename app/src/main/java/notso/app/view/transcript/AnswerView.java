package notso.app.view.transcript;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

import notso.app.view.look.Texts;
import notso.app.view.transcript.AnswerViewModel.Author;

/** Builds the bubble of an answer: who answers, the thinking, the text, the statistics. */
final class AnswerView {

    private AnswerView() {}

    static MessageBubble bubble(AnswerViewModel answer, Texts texts) {
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
