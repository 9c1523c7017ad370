package notso.app.view.sidebar;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import notso.app.view.look.Icon;
import notso.app.view.look.IconButton;
import notso.app.view.look.Stylesheets;
import notso.app.view.look.SurfacePane;
import notso.app.view.look.Texts;
import notso.app.view.sidebar.SidebarRow.Chat;

import java.util.Optional;

/** The list of all conversations, and how to begin another one. */
public final class SidebarView extends VBox {

    private static final double ROW_HEIGHT = 44;

    private final LibraryViewModel library;
    private final Runnable chosen;
    private final ListView<SidebarRow> list;

    /**
     * @param chosen run when a conversation was opened or begun
     * @param collapse takes the sidebar out of sight
     */
    public SidebarView(LibraryViewModel library, Runnable chosen, Runnable collapse, Texts texts) {
        this.library = library;
        this.chosen = chosen;
        this.list = new ListView<>(library.rows());
        getStyleClass().add("sidebar");
        getStylesheets().add(Stylesheets.of(SidebarView.class));

        Button fresh = new Button(texts.get("sidebar.new"), new Icon(Icon.Shape.PLUS));
        fresh.setId("new-chat");
        fresh.setTooltip(new Tooltip(texts.get("sidebar.new.hint")));
        fresh.setMaxWidth(Double.MAX_VALUE);
        fresh.setOnAction(_ -> startNew());
        SurfacePane ground = new SurfacePane("raised", fresh);
        HBox.setHgrow(ground, Priority.ALWAYS);
        IconButton fold = new IconButton(Icon.Shape.PANEL, texts.get("sidebar.close"));
        fold.setId("sidebar-close");
        fold.setOnAction(_ -> collapse.run());
        HBox head = new HBox(ground, fold);
        head.getStyleClass().add("sidebar-head");

        SessionMenu menu = new SessionMenu(library, texts);
        list.setId("session-list");
        list.setAccessibleRole(AccessibleRole.LIST_VIEW);
        list.setAccessibleText(texts.get("sidebar.list"));
        list.setFixedCellSize(ROW_HEIGHT);
        list.setCellFactory(_ -> new SessionCell(library, menu, this::open, texts));
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        VBox.setVgrow(list, Priority.ALWAYS);
        SurfacePane search = new SurfacePane("sidebar-search", searchField(texts));
        getChildren().addAll(head, search, list);

        library.current().subscribe(this::select);
        library.rows().subscribe(this::select);
    }

    private TextField searchField(Texts texts) {
        TextField field = new TextField();
        field.setId("session-search");
        field.setPromptText(texts.get("sidebar.search"));
        field.setAccessibleText(texts.get("sidebar.search"));
        field.textProperty().bindBidirectional(library.query());
        field.setOnKeyPressed(
                event -> {
                    switch (event.getCode()) {
                        case ESCAPE -> consume(event, field::clear);
                        case DOWN -> consume(event, list::requestFocus);
                        default -> {}
                    }
                });
        return field;
    }

    private void startNew() {
        library.startNew();
        chosen.run();
    }

    private void open(Chat chat) {
        library.open(chat);
        chosen.run();
    }

    /** The one that is shown is where the keyboard begins, unless it is elsewhere in the list. */
    private void select() {
        if (list.isFocused() && list.getSelectionModel().getSelectedItem() instanceof Chat) {
            return;
        }
        for (int i = 0; i < list.getItems().size(); i++) {
            if (list.getItems().get(i) instanceof Chat chat
                    && chat.key().equals(library.current().get())) {
                list.getSelectionModel().clearAndSelect(i);
                return;
            }
        }
        list.getSelectionModel().clearSelection();
    }

    private void onKey(KeyEvent event) {
        // Keys that are meant for a name that is being typed do not arrive at the list itself.
        if (event.getTarget() != list || event.isShortcutDown()) {
            return;
        }
        switch (event.getCode()) {
            case UP -> consume(event, () -> move(-1));
            case DOWN -> consume(event, () -> move(1));
            case HOME -> consume(event, () -> moveFrom(-1, 1));
            case END -> consume(event, () -> moveFrom(list.getItems().size(), -1));
            case PAGE_UP -> consume(event, () -> movePage(-1));
            case PAGE_DOWN -> consume(event, () -> movePage(1));
            case ENTER, SPACE -> consume(event, () -> selected().ifPresent(this::open));
            case F2 -> consume(event, () -> selected().ifPresent(library::beginRenaming));
            case DELETE, BACK_SPACE -> consume(event, this::discardSelected);
            default -> {}
        }
    }

    private static void consume(KeyEvent event, Runnable task) {
        event.consume();
        task.run();
    }

    private Optional<Chat> selected() {
        return list.getSelectionModel().getSelectedItem() instanceof Chat chat
                ? Optional.of(chat)
                : Optional.empty();
    }

    /** The keyboard stays at the place, where the next one is now. */
    private void discardSelected() {
        selected()
                .ifPresent(
                        chat -> {
                            move(1);
                            if (selected().equals(Optional.of(chat))) {
                                move(-1);
                            }
                            library.discard(chat);
                        });
    }

    private void move(int by) {
        moveFrom(list.getSelectionModel().getSelectedIndex(), by);
    }

    private void movePage(int direction) {
        int page = (int) Math.max(1, list.getHeight() / ROW_HEIGHT - 1);
        int from = list.getSelectionModel().getSelectedIndex() + direction * (page - 1);
        int within = Math.clamp(from, -1, list.getItems().size());
        int before = list.getSelectionModel().getSelectedIndex();
        moveFrom(within, direction);
        if (before == list.getSelectionModel().getSelectedIndex()) {
            moveFrom(direction > 0 ? list.getItems().size() : -1, -direction);
        }
    }

    /** To the next conversation in this direction; headings are passed over. */
    private void moveFrom(int index, int by) {
        int next = index + by;
        while (next >= 0
                && next < list.getItems().size()
                && !(list.getItems().get(next) instanceof Chat)) {
            next += by;
        }
        if (next >= 0 && next < list.getItems().size()) {
            list.getSelectionModel().clearAndSelect(next);
            reveal(next);
        }
    }

    /** Scrolls no further than needed. */
    private void reveal(int index) {
        double rows = list.getHeight() / ROW_HEIGHT;
        int first = firstShown();
        if (index <= first) {
            list.scrollTo(Math.max(0, index - 1));
        } else if (index >= first + rows - 1) {
            list.scrollTo((int) Math.ceil(index - rows + 2));
        }
    }

    private int firstShown() {
        return list.lookupAll(".session-cell").stream()
                .filter(cell -> cell instanceof SessionCell each && !each.isEmpty())
                .filter(cell -> cell.getParent().isVisible() && cell.isVisible())
                .mapToInt(cell -> ((SessionCell) cell).getIndex())
                .min()
                .orElse(0);
    }
}
