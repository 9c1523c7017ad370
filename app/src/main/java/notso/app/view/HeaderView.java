package notso.app.view;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import notso.app.view.look.Icon;
import notso.app.view.look.Stylesheets;
import notso.app.view.look.SurfacePane;
import notso.app.view.look.Texts;
import notso.app.view.transcript.AnswerViewModel.Author;

import java.util.Optional;

/** The model at the left, how it is at the right. */
final class HeaderView extends HBox {

    private final Texts texts;
    private final Button modelButton = new Button();
    private final Label demo = new Label();

    HeaderView(ChatViewModel chat, ModelFileChooser files, Texts texts) {
        this.texts = texts;
        modelButton.setId("model-button");
        // Names of models have underscores.
        modelButton.setMnemonicParsing(false);
        modelButton.setGraphic(new Icon(Icon.Shape.MODEL));
        modelButton.setOnAction(_ -> files.choose().ifPresent(chat::openModel));
        modelButton.setTooltip(new Tooltip(texts.get("model.chooser.title")));
        demo.setText(texts.get("model.demo"));
        demo.getStyleClass().add("demo-badge");
        demo.setTooltip(new Tooltip(texts.get("model.demo.hint")));
        demo.setMinWidth(USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);

        getStyleClass().add("header");
        getStylesheets().add(Stylesheets.of(HeaderView.class));
        getChildren()
                .addAll(
                        new SurfacePane("raised", modelButton),
                        demo,
                        space,
                        new StatusPill(chat, texts));
        chat.author().subscribe(this::show);
    }

    private void show(Optional<Author> author) {
        String name = author.map(Author::name).orElse(texts.get("model.none"));
        modelButton.setText(name);
        modelButton.setAccessibleText(author.isEmpty() ? name : texts.get("model.button", name));
        boolean isDemo = author.map(Author::isDemo).orElse(false);
        demo.setVisible(isDemo);
        demo.setManaged(isDemo);
    }
}
