package notso.app.view.transcript;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import notso.app.view.look.Icon;
import notso.app.view.look.SurfacePane;
import notso.app.view.look.Texts;
import notso.app.view.transcript.AnswerViewModel.Phase;

/**
 * What a model thinks before it answers, under a header that tells how far it is and folds it. It
 * is open while the model thinks and folds when that is done, unless a person has said otherwise.
 */
final class ThinkingBlock extends VBox {

    private static final Duration TICK = Duration.millis(250);

    private final AnswerViewModel answer;
    private final Texts texts;
    private final ToggleButton header = new ToggleButton();
    private final SurfacePane body;
    private final Timeline clock = new Timeline(new KeyFrame(TICK, _ -> showTitle()));
    private boolean foldedByHand;

    ThinkingBlock(AnswerViewModel answer, Texts texts) {
        this.answer = answer;
        this.texts = texts;
        Paragraphs thought = new Paragraphs(answer.thinking());
        this.body = new SurfacePane("thinking-body", thought);
        getStyleClass().add("thinking-block");
        getChildren().addAll(header, body);

        header.getStyleClass().add("thinking-header");
        header.setGraphic(new Icon(Icon.Shape.CHEVRON));
        header.setOnAction(_ -> foldedByHand = true);
        header.selectedProperty().subscribe(_ -> showBody());
        clock.setCycleCount(Animation.INDEFINITE);
        answer.promptRead().subscribe(_ -> showTitle());
        answer.thinking().subscribe(_ -> showBody());
        answer.outcome().subscribe(_ -> showTitle());
        answer.phase().subscribe(this::follow);
    }

    private void follow(Phase phase) {
        boolean thinking = phase == Phase.THINKING;
        if (thinking) {
            clock.play();
        } else {
            clock.stop();
        }
        if (!foldedByHand) {
            header.setSelected(thinking);
        }
        showTitle();
        showBody();
    }

    private void showTitle() {
        header.setText(
                switch (answer.phase().get()) {
                    case WAITING -> texts.get("thinking.waiting");
                    case READING -> reading(answer.promptRead().get());
                    case THINKING -> texts.get("thinking.live", answer.thinkingTime().toSeconds());
                    case ANSWERING, ENDED -> done();
                });
        header.setAccessibleText(
                header.getText()
                        + ". "
                        + texts.get(header.isSelected() ? "thinking.close" : "thinking.open"));
    }

    private String reading(double part) {
        return part == 0
                ? texts.get("thinking.reading")
                : texts.get("thinking.reading.part", part * 100);
    }

    private String done() {
        long seconds = Math.round(answer.thinkingTime().toMillis() / 1000.0);
        return seconds == 0
                ? texts.get("thinking.done.short")
                : texts.get("thinking.done", seconds);
    }

    private void showBody() {
        Phase phase = answer.phase().get();
        boolean thought = !answer.thinking().get().isBlank();
        boolean beforehand = phase == Phase.WAITING || phase == Phase.READING;
        show(this, thought || beforehand || phase == Phase.THINKING);
        show(body, thought && header.isSelected());
        header.setDisable(!thought);
        header.setContentDisplay(thought ? ContentDisplay.LEFT : ContentDisplay.TEXT_ONLY);
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
