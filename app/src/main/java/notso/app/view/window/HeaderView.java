package notso.app.view.window;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import notso.app.view.ModelViewModel;
import notso.app.view.look.Icon;
import notso.app.view.look.IconButton;
import notso.app.view.look.Stylesheets;
import notso.app.view.look.SurfacePane;
import notso.app.view.look.Texts;
import notso.app.view.transcript.AnswerViewModel.Author;

import java.util.Optional;

/** The model at the left, how it is at the right. */
final class HeaderView extends HBox {

    private static final double ROOM_FOR_ALL = 600;

    private final Texts texts;
    private final Button modelButton = new Button();
    private final Label demo = new Label();

    HeaderView(
            ModelViewModel model,
            ReadOnlyBooleanProperty answering,
            ModelFileChooser files,
            Texts texts) {
        this.texts = texts;
        modelButton.setId("model-button");
        // Names of models have underscores.
        modelButton.setMnemonicParsing(false);
        modelButton.setGraphic(new Icon(Icon.Shape.MODEL));
        modelButton.setOnAction(_ -> files.choose().ifPresent(model::open));
        modelButton.setTooltip(new Tooltip(texts.get("model.chooser.title")));
        demo.setText(texts.get("model.demo"));
        demo.getStyleClass().add("demo-badge");
        demo.setTooltip(new Tooltip(texts.get("model.demo.hint")));
        demo.setMinWidth(USE_PREF_SIZE);
        StatusPill pill = new StatusPill(model, answering, texts);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);

        getStyleClass().add("header");
        getStylesheets().add(Stylesheets.of(HeaderView.class));
        getChildren().addAll(new SurfacePane("raised", modelButton), demo, space, pill);
        widthProperty().subscribe(_ -> pill.setRoomy(getWidth() >= ROOM_FOR_ALL));
        model.author().subscribe(this::show);
    }

    /** Where the sidebar is out of sight, a button brings it back. */
    void addSidebarButton(ReadOnlyBooleanProperty open, Runnable toggle) {
        IconButton button = new IconButton(Icon.Shape.PANEL, texts.get("sidebar.open"));
        button.setId("sidebar-open");
        button.setOnAction(_ -> toggle.run());
        button.visibleProperty().bind(open.not());
        button.managedProperty().bind(button.visibleProperty());
        getChildren().addFirst(button);
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
