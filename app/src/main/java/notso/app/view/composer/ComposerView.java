package notso.app.view.composer;

import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import notso.app.view.ChatViewModel;
import notso.app.view.command.WindowCommands;
import notso.app.view.look.GrowingTextArea;
import notso.app.view.look.Icon;
import notso.app.view.look.Stylesheets;
import notso.app.view.look.SurfacePane;
import notso.app.view.look.Texts;

/** Where one types, sends, stops, and says whether the model shall think. */
public final class ComposerView extends VBox {

    private static final double ROOM_FOR_KEYS = 600;

    /** What was typed is kept when nothing more is typed for so long. */
    private static final Duration DRAFT_PAUSE = Duration.millis(400);

    private final ChatViewModel chat;
    private final WindowCommands commands;
    private final Texts texts;
    private final Runnable editLast;
    private final GrowingTextArea input = new GrowingTextArea(this::send);
    private final Button send = new Button();
    private final Button stop = new Button();
    private final ToggleButton thinking = new ToggleButton();
    private final PauseTransition keepDraft = new PauseTransition(DRAFT_PAUSE);

    /**
     * @param editLast has the last question changed where it stands
     */
    public ComposerView(
            ChatViewModel chat, WindowCommands commands, Runnable editLast, Texts texts) {
        this.chat = chat;
        this.commands = commands;
        this.texts = texts;
        this.editLast = editLast;
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
        thinking.setMinWidth(USE_PREF_SIZE);

        HBox actions =
                new HBox(
                        new SurfacePane("raised", thinking),
                        space(),
                        new SurfacePane("raised", stop),
                        new SurfacePane("accented", send));
        actions.getStyleClass().add("composer-actions");
        actions.setAlignment(Pos.CENTER_LEFT);
        VBox body = new VBox(input, actions);
        body.getStyleClass().add("composer-body");
        getChildren()
                .addAll(
                        new QueueView(chat, input::requestFocus, texts),
                        new SurfacePane("composer-surface", body),
                        foot());
        showActions();
    }

    /** What is quiet: how full the context is, and which keys there are. */
    private HBox foot() {
        Label keys = new Label(texts.get("composer.keys"));
        keys.getStyleClass().add("composer-keys");
        keys.setMinWidth(USE_PREF_SIZE);
        widthProperty().subscribe(_ -> keys.setVisible(getWidth() >= ROOM_FOR_KEYS));
        keys.managedProperty().bind(keys.visibleProperty());
        HBox foot = new HBox(new ContextBar(chat.ledger(), texts), space(), keys);
        foot.getStyleClass().add("composer-foot");
        foot.setAlignment(Pos.CENTER_LEFT);
        return foot;
    }

    private static Region space() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    /** Another session has another draft. */
    private void takeOver() {
        input.setText(chat.draft());
        input.end();
        keepDraft.stop();
    }

    /** Puts a text into the input, for the person to change or send. */
    public void suggest(String text) {
        input.setText(text);
        input.end();
        input.requestFocus();
    }

    public void focusInput() {
        input.requestFocus();
    }

    /** Whether this is where messages are typed. */
    public boolean isInput(Node field) {
        return field == input;
    }

    /** Hands on what was typed, before another session takes its place. */
    public void keepDraft() {
        if (keepDraft.getStatus() == PauseTransition.Status.RUNNING) {
            keepDraft.stop();
            chat.keepDraft(input.getText());
        }
    }

    private static void name(ButtonBase button, String id, Icon.Shape shape, String text) {
        button.setId(id);
        button.setGraphic(new Icon(shape));
        button.setAccessibleText(text);
        button.setTooltip(new Tooltip(text));
    }

    private void onKey(KeyEvent event) {
        if (event.getCode() == KeyCode.UP && input.getText().isEmpty() && !input.isComposing()) {
            event.consume();
            editLast.run();
        }
    }

    private void send() {
        if (commands.submit(input.getText())) {
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
