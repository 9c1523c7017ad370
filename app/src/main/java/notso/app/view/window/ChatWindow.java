package notso.app.view.window;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import notso.app.view.ChatViewModel;
import notso.app.view.ModelViewModel;
import notso.app.view.StorageViewModel;
import notso.app.view.command.WindowCommands;
import notso.app.view.composer.ComposerView;
import notso.app.view.look.GrowingTextArea;
import notso.app.view.look.Icon;
import notso.app.view.look.Stylesheets;
import notso.app.view.look.Surface;
import notso.app.view.look.Texts;
import notso.app.view.sidebar.LibraryViewModel;
import notso.app.view.sidebar.SidebarView;
import notso.app.view.sidebar.UndoBar;
import notso.app.view.transcript.TranscriptView;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that is in the window: conversations at the left, the one that is shown at the right. A model
 * file or an export of conversations that is dropped anywhere on it is opened.
 */
public final class ChatWindow extends Region {

    private static final double SIDEBAR_WIDTH = 272;
    private static final double ROOM_FOR_BOTH = 720;

    /** What the window shows. */
    public record Content(
            ChatViewModel chat,
            ModelViewModel model,
            LibraryViewModel library,
            StorageViewModel storage,
            WindowCommands commands) {}

    private final Content content;
    private final ComposerView composer;
    private final TranscriptView transcript;
    private final SidebarView sidebar;
    private final Region shade = new Region();
    private final BorderPane page = new BorderPane();
    private final BooleanProperty sidebarOpen = new SimpleBooleanProperty(true);
    private boolean wide = true;

    public ChatWindow(Content content, ModelFileChooser files, Texts texts) {
        this.content = content;
        ChatViewModel chat = content.chat();
        this.composer = new ComposerView(chat, content.commands(), this::editLast, texts);
        EmptyPage empty = new EmptyPage(content.model(), composer::suggest, texts);
        this.transcript =
                new TranscriptView(chat.items(), chat, composer::focusInput, empty, texts);
        this.sidebar =
                new SidebarView(content.library(), this::onChosen, this::toggleSidebar, texts);
        getStyleClass().add("chat-window");
        Stream.of(Surface.class, Icon.class, GrowingTextArea.class, ChatWindow.class)
                .map(Stylesheets::of)
                .forEach(getStylesheets()::add);
        HeaderView header = new HeaderView(content.model(), chat.answering(), files, texts);
        header.addSidebarButton(sidebarOpen, this::toggleSidebar);
        page.setTop(new VBox(header, new StorageBar(content.storage(), texts)));
        UndoBar undo = new UndoBar(content.library(), texts);
        StackPane.setAlignment(undo, Pos.BOTTOM_CENTER);
        page.setCenter(new StackPane(transcript, undo));
        page.setBottom(composer);
        shade.getStyleClass().add("sidebar-shade");
        shade.setOnMousePressed(_ -> sidebarOpen.set(false));
        getChildren().addAll(page, shade, sidebar);
        sidebarOpen.subscribe(this::requestLayout);
        widthProperty().subscribe(this::onWidth);
        addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        setOnDragOver(this::onDragOver);
        setOnDragDropped(this::onDragDropped);
    }

    /** Lets the person type at once. */
    public void focusInput() {
        composer.focusInput();
    }

    /** Hands on what was typed, before the window goes. */
    public void keepDraft() {
        composer.keepDraft();
    }

    private void editLast() {
        transcript.editLast();
    }

    private void toggleSidebar() {
        sidebarOpen.set(!sidebarOpen.get());
        if (!sidebarOpen.get()) {
            composer.focusInput();
        }
    }

    /** Where the sidebar lies over the page, it gives way to what was chosen in it. */
    private void onChosen() {
        composer.keepDraft();
        if (!wide) {
            sidebarOpen.set(false);
        }
        composer.focusInput();
    }

    private void onWidth() {
        boolean now = getWidth() == 0 || getWidth() >= ROOM_FOR_BOTH;
        if (now != wide) {
            wide = now;
            sidebarOpen.set(wide);
        }
    }

    @Override
    protected void layoutChildren() {
        boolean open = sidebarOpen.get();
        sidebar.setVisible(open);
        shade.setVisible(open && !wide);
        double left = open && wide ? SIDEBAR_WIDTH : 0;
        page.resizeRelocate(left, 0, getWidth() - left, getHeight());
        shade.resizeRelocate(0, 0, getWidth(), getHeight());
        sidebar.resizeRelocate(0, 0, SIDEBAR_WIDTH, getHeight());
    }

    private void onKey(KeyEvent event) {
        if (event.isShortcutDown() && !event.isShiftDown() && !event.isAltDown()) {
            onShortcut(event);
        } else if (event.getCode() == KeyCode.ESCAPE) {
            onEscape(event);
        }
    }

    private void onShortcut(KeyEvent event) {
        switch (event.getCode()) {
            case B -> consume(event, this::toggleSidebar);
            case N ->
                    consume(
                            event,
                            () -> {
                                onChosen();
                                content.library().startNew();
                            });
            case Z -> {
                if (content.library().discarded().get().isPresent() && !undoesTyping(event)) {
                    consume(event, content.library()::undo);
                }
            }
            default -> {}
        }
    }

    private static boolean undoesTyping(KeyEvent event) {
        return event.getTarget() instanceof TextInputControl field && field.isUndoable();
    }

    private static void consume(KeyEvent event, Runnable task) {
        event.consume();
        task.run();
    }

    /** Escape closes what lies above, or else stops the answer, wherever the focus is. */
    private void onEscape(KeyEvent event) {
        if (event.getTarget() instanceof TextInputControl field && !composer.isInput(field)) {
            // A text that is being changed in its place has an Escape of its own.
            return;
        }
        if (shade.isVisible()) {
            consume(event, this::toggleSidebar);
        } else if (content.chat().answering().get()) {
            consume(event, content.chat()::stop);
        }
    }

    private void onDragOver(DragEvent event) {
        if (!files(event.getDragboard()).isEmpty()) {
            event.acceptTransferModes(TransferMode.COPY_OR_MOVE);
            event.consume();
        }
    }

    private void onDragDropped(DragEvent event) {
        List<Path> files = files(event.getDragboard());
        content.commands().open(files);
        event.setDropCompleted(!files.isEmpty());
        event.consume();
    }

    private static List<Path> files(Dragboard board) {
        return board.getFiles().stream().map(File::toPath).filter(WindowCommands::canOpen).toList();
    }
}
