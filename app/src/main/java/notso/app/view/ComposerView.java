package notso.app.view;

import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import notso.app.view.look.Icon;
import notso.app.view.look.Stylesheets;
import notso.app.view.look.SurfacePane;
import notso.app.view.look.Texts;

/** Where one types, sends, stops, and says whether the model shall think. */
final class ComposerView extends StackPane {

    private static final double ROOM_FOR_KEYS = 560;

    /** What was typed is kept when nothing more is typed for so long. */
    private static final Duration DRAFT_PAUSE = Duration.millis(400);

    private final ChatViewModel chat;
    private final Texts texts;
    private final GrowingTextArea input = new GrowingTextArea();
    private final Button send = new Button();
    private final Button stop = new Button();
    private final ToggleButton thinking = new ToggleButton();
    private final PauseTransition keepDraft = new PauseTransition(DRAFT_PAUSE);

    ComposerView(ChatViewModel chat, Texts texts) {
        this.chat = chat;
        this.texts = texts;
        getStyleClass().add("composer");
        getStylesheets().add(Stylesheets.of(ComposerView.class));

        input.setId("composer-input");
        input.setPromptText(texts.get("composer.prompt"));
        input.setAccessibleText(texts.get("composer.input"));
        input.setAccessibleHelp(texts.get("composer.keys"));
        input.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);

        name(send, "send-button", Icon.Shape.SEND, texts.get("composer.send"));
        send.setOnAction(_ -> send());
        input.textProperty().subscribe(this::showActions);
        name(stop, "stop-button", Icon.Shape.STOP, texts.get("composer.stop"));
        stop.setOnAction(_ -> stop());
        input.textProperty().subscribe(keepDraft::playFromStart);
        keepDraft.setOnFinished(_ -> chat.keepDraft(input.getText()));
        chat.answering().subscribe(this::showActions);
        chat.opened().subscribe(this::takeOver);

        thinking.setId("thinking-toggle");
        thinking.setGraphic(new Icon(Icon.Shape.THINKING));
        thinking.setTooltip(new Tooltip(texts.get("composer.thinking.hint")));
        thinking.selectedProperty().bindBidirectional(chat.thinking());
        thinking.selectedProperty().subscribe(this::nameThinking);

        Label keys = new Label(texts.get("composer.keys"));
        keys.getStyleClass().add("composer-keys");
        widthProperty().subscribe(_ -> keys.setVisible(getWidth() >= ROOM_FOR_KEYS));
        keys.managedProperty().bind(keys.visibleProperty());
        thinking.setMinWidth(USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox actions =
                new HBox(
                        new SurfacePane("raised", thinking),
                        space,
                        keys,
                        new SurfacePane("raised", stop),
                        new SurfacePane("accented", send));
        actions.getStyleClass().add("composer-actions");
        actions.setAlignment(Pos.CENTER_LEFT);
        VBox body = new VBox(input, actions);
        body.getStyleClass().add("composer-body");
        getChildren().add(new SurfacePane("composer-surface", body));
        showActions();
    }

    /** Another session has another draft. */
    private void takeOver() {
        input.setText(chat.draft());
        input.end();
        keepDraft.stop();
    }

    /** Puts a text into the input, for the person to change or send. */
    void suggest(String text) {
        input.setText(text);
        input.end();
        input.requestFocus();
    }

    void focusInput() {
        input.requestFocus();
    }

    private static void name(ButtonBase button, String id, Icon.Shape shape, String text) {
        button.setId(id);
        button.setGraphic(new Icon(shape));
        button.setAccessibleText(text);
        button.setTooltip(new Tooltip(text));
    }

    private void onKey(KeyEvent event) {
        switch (event.getCode()) {
            case ENTER -> onEnter(event);
            case TAB -> onTab(event);
            default -> {}
        }
    }

    /** A message needs no tabs; the keyboard needs a way out. */
    private void onTab(KeyEvent event) {
        if (!event.isControlDown()) {
            event.consume();
            input.requestFocusTraversal(
                    event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
        }
    }

    private void onEnter(KeyEvent event) {
        if (input.isComposing() || event.isControlDown() || event.isAltDown()) {
            return;
        }
        event.consume();
        if (event.isShiftDown()) {
            input.replaceSelection("\n");
        } else {
            send();
        }
    }

    private void send() {
        if (chat.send(input.getText())) {
            input.clear();
            keepDraft.stop();
        }
        input.requestFocus();
    }

    private void stop() {
        chat.stop();
        // The button is about to vanish, and the focus with it.
        input.requestFocus();
    }

    private void showActions() {
        boolean answering = chat.answering().get();
        stop.setVisible(answering);
        stop.setManaged(answering);
        // While an answer is made, what is sent waits for its end.
        boolean sendable = !answering || !input.getText().isBlank();
        send.setVisible(sendable);
        send.setManaged(sendable);
        send.setDisable(input.getText().isBlank());
    }

    private void nameThinking(boolean on) {
        thinking.setText(texts.get(on ? "composer.thinking.on" : "composer.thinking.off"));
    }
}
