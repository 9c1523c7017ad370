package notso.app.view.window;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import notso.app.view.ModelState;
import notso.app.view.ModelViewModel;
import notso.app.view.look.Icon;
import notso.app.view.look.Stylesheets;
import notso.app.view.look.Surface;
import notso.app.view.look.Texts;
import notso.inference.LoadProgress;

import java.util.List;

/** How the model is, in a word; while it loads, how far that is and a way to stop it. */
final class StatusPill extends StackPane {

    private static final List<PseudoClass> STATES =
            List.of("absent", "loading", "ready", "answering", "failed").stream()
                    .map(PseudoClass::getPseudoClass)
                    .toList();

    private final ModelViewModel model;
    private final ReadOnlyBooleanProperty answering;
    private final Texts texts;
    private final Label text = new Label();
    private final ProgressBar progress = new ProgressBar();
    private final Button cancel = new Button();
    private boolean roomy = true;

    StatusPill(ModelViewModel model, ReadOnlyBooleanProperty answering, Texts texts) {
        this.model = model;
        this.answering = answering;
        this.texts = texts;
        setId("status-pill");
        getStyleClass().add("status-pill");
        getStylesheets().add(Stylesheets.of(StatusPill.class));
        setAccessibleRole(AccessibleRole.TEXT);
        setMinWidth(USE_PREF_SIZE);
        setMaxHeight(USE_PREF_SIZE);

        Region dot = new Region();
        dot.getStyleClass().add("status-dot");
        cancel.setId("cancel-loading");
        cancel.setGraphic(new Icon(Icon.Shape.CLOSE));
        cancel.setAccessibleText(texts.get("status.cancel"));
        cancel.setTooltip(new Tooltip(texts.get("status.cancel")));
        cancel.setOnAction(_ -> model.cancelLoading());
        HBox row = new HBox(dot, text, progress, cancel);
        row.getStyleClass().add("status-row");
        row.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(new Surface(), row);

        model.state().subscribe(this::update);
        answering.subscribe(this::update);
        update();
    }

    private void update() {
        switch (model.state().get()) {
            case ModelState.Absent _ -> show("absent", texts.get("status.absent"));
            case ModelState.Loading(LoadProgress step) -> {
                progress.setProgress(step.fraction());
                show("loading", phase(step));
            }
            case ModelState.Ready _ -> {
                String state = answering.get() ? "answering" : "ready";
                show(state, texts.get("status." + state));
            }
            case ModelState.Failed _ -> show("failed", texts.get("status.failed"));
        }
    }

    private String phase(LoadProgress step) {
        double percent = step.fraction() * 100;
        return switch (step.phase()) {
            case CHECKING -> texts.get("status.loading.checking");
            case ADAPTING -> texts.get("status.loading.adapting", percent);
            case LOADING -> texts.get("status.loading.loading", percent);
            case PREPARING -> texts.get("status.loading.preparing");
        };
    }

    private void show(String state, String words) {
        text.setText(words);
        setAccessibleText(words);
        for (PseudoClass each : STATES) {
            pseudoClassStateChanged(each, each.getPseudoClassName().equals(state));
        }
        boolean loading = state.equals("loading");
        show(cancel, loading);
        show(progress, loading && roomy);
    }

    /** Where there is little room, the words alone tell how far the loading is. */
    void setRoomy(boolean value) {
        roomy = value;
        update();
    }

    private static void show(Node part, boolean shown) {
        part.setVisible(shown);
        part.setManaged(shown);
    }
}
