package notso.app.view;

import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;

import notso.app.engine.ModelFinder;
import notso.app.view.look.Icon;
import notso.app.view.look.Stylesheets;
import notso.app.view.look.Surface;
import notso.app.view.look.Texts;
import notso.app.view.transcript.TranscriptView;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** All that is in the window. A model file that is dropped anywhere on it is opened. */
public final class ChatWindow extends BorderPane {

    private final ChatViewModel chat;
    private final ComposerView composer;

    public ChatWindow(ChatViewModel chat, ModelFileChooser files, Texts texts) {
        this.chat = chat;
        this.composer = new ComposerView(chat, texts);
        EmptyPage empty = new EmptyPage(chat, composer::suggest, texts);
        getStyleClass().add("chat-window");
        Stream.of(Surface.class, Icon.class, ChatWindow.class)
                .map(Stylesheets::of)
                .forEach(getStylesheets()::add);
        setTop(new HeaderView(chat, files, texts));
        setCenter(new TranscriptView(chat.items(), empty, texts));
        setBottom(composer);
        addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        setOnDragOver(this::onDragOver);
        setOnDragDropped(this::onDragDropped);
    }

    /** Lets the person type at once. */
    public void focusInput() {
        composer.focusInput();
    }

    /** Escape stops the answer, wherever the focus is. */
    private void onKey(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && chat.answering().get()) {
            chat.stop();
            event.consume();
        }
    }

    private void onDragOver(DragEvent event) {
        if (model(event.getDragboard()).isPresent()) {
            event.acceptTransferModes(TransferMode.COPY_OR_MOVE);
            event.consume();
        }
    }

    private void onDragDropped(DragEvent event) {
        Optional<Path> model = model(event.getDragboard());
        model.ifPresent(chat::openModel);
        event.setDropCompleted(model.isPresent());
        event.consume();
    }

    private static Optional<Path> model(Dragboard board) {
        return board.getFiles().stream().map(File::toPath).filter(ModelFinder::isModel).findFirst();
    }
}
