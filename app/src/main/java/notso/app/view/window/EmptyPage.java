package notso.app.view.window;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import notso.app.view.ModelViewModel;
import notso.app.view.look.Icon;
import notso.app.view.look.Stylesheets;
import notso.app.view.look.SurfacePane;
import notso.app.view.look.Texts;
import notso.app.view.transcript.AnswerViewModel.Author;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What stands where nothing has been said yet: the model's name, one line, three beginnings. */
final class EmptyPage extends VBox {

    private static final double LEAST_FOR_ALL = 420;
    private static final double LEAST_FOR_STARTERS = 310;

    private final Texts texts;
    private final Label name = new Label();
    private final Label line = new Label();

    /**
     * @param starter given the beginning that was chosen
     */
    EmptyPage(ModelViewModel model, Consumer<String> starter, Texts texts) {
        this.texts = texts;
        getStyleClass().add("empty-page");
        getStylesheets().add(Stylesheets.of(EmptyPage.class));
        name.getStyleClass().add("empty-name");
        line.getStyleClass().add("empty-line");
        line.setWrapText(true);
        SurfacePane emblem = new SurfacePane("emblem", new Icon(Icon.Shape.SPARK));
        VBox starters = new VBox();
        // In a low window, what matters least gives way.
        setMinHeight(0);
        heightProperty()
                .subscribe(
                        _ -> {
                            show(emblem, getHeight() >= LEAST_FOR_ALL);
                            show(starters, getHeight() >= LEAST_FOR_STARTERS);
                        });
        starters.getStyleClass().add("starters");
        for (int i = 1; i <= 3; i++) {
            String beginning = texts.get("empty.starter." + i);
            Button button = new Button(beginning);
            button.getStyleClass().add("starter");
            button.setMnemonicParsing(false);
            button.setMaxWidth(Double.MAX_VALUE);
            button.setOnAction(_ -> starter.accept(beginning));
            starters.getChildren().add(new SurfacePane("raised", button));
        }
        getChildren().addAll(List.of(emblem, name, line, starters));
        model.author().subscribe(this::show);
        // Clicks beside the buttons belong to what lies below.
        setPickOnBounds(false);
    }

    private static void show(Node part, boolean shown) {
        part.setVisible(shown);
        part.setManaged(shown);
    }

    private void show(Optional<Author> author) {
        name.setText(author.map(Author::name).orElse(texts.get("window.title")));
        boolean isDemo = author.map(Author::isDemo).orElse(false);
        line.setText(texts.get(isDemo ? "empty.demo" : "empty.ready"));
    }
}
