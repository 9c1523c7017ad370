package notso.app.view.sidebar;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import notso.app.view.look.Icon;
import notso.app.view.look.IconButton;
import notso.app.view.look.SurfacePane;
import notso.app.view.look.Texts;
import notso.app.view.look.TitleLabel;
import notso.app.view.sidebar.SidebarRow.Chat;

import java.util.Locale;
import java.util.function.Consumer;

/** One line of the list: a heading, a conversation, or a field for its name. */
final class SessionCell extends ListCell<SidebarRow> {

    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final PseudoClass HEADING = PseudoClass.getPseudoClass("heading");

    private final LibraryViewModel library;
    private final SessionMenu menu;
    private final Consumer<Chat> open;
    private final Texts texts;
    private final Label heading = new Label();
    private final TitleLabel title = new TitleLabel();
    private final Tooltip wholeTitle = new Tooltip();
    private final Icon pin = new Icon(Icon.Shape.PIN);
    private final IconButton more;
    private final SurfacePane conversation;

    SessionCell(LibraryViewModel library, SessionMenu menu, Consumer<Chat> open, Texts texts) {
        this.library = library;
        this.menu = menu;
        this.open = open;
        this.texts = texts;
        getStyleClass().add("session-cell");
        heading.getStyleClass().add("session-heading");
        title.getStyleClass().add("session-title");
        HBox.setHgrow(title, Priority.ALWAYS);
        more = new IconButton(Icon.Shape.MORE, texts.get("sidebar.more"));
        more.getStyleClass().add("session-more");
        more.setFocusTraversable(false);
        more.setOnAction(_ -> showMenu());
        pin.managedProperty().bind(pin.visibleProperty());
        HBox row = new HBox(title, pin, more);
        row.getStyleClass().add("session-row");
        row.setAlignment(Pos.CENTER_LEFT);
        conversation = new SurfacePane("session-surface", row);
        // The text gives way, not the list.
        setPrefWidth(0);

        library.current().subscribe(this::markCurrent);
        library.renamed().subscribe(this::showContent);
        addEventHandler(MouseEvent.MOUSE_CLICKED, this::onClick);
        addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, this::onMenu);
    }

    @Override
    protected void updateItem(SidebarRow row, boolean empty) {
        super.updateItem(row, empty);
        showContent();
    }

    private void showContent() {
        SidebarRow row = getItem();
        boolean empty = isEmpty() || row == null;
        pseudoClassStateChanged(HEADING, !empty && row instanceof SidebarRow.Heading);
        setTooltip(!empty && row instanceof Chat ? wholeTitle : null);
        setGraphic(empty ? null : content(row));
        markCurrent();
    }

    private Node content(SidebarRow row) {
        return switch (row) {
            case SidebarRow.Heading(SidebarRow.Group group) -> {
                heading.setText(
                        texts.get("sidebar.group." + group.name().toLowerCase(Locale.ROOT)));
                yield heading;
            }
            case Chat chat when chat.key().equals(library.renamed().get()) ->
                    getGraphic() instanceof RenameField field
                            ? field
                            : new RenameField(
                                    chat.title(), library, getListView()::requestFocus, texts);
            case Chat chat -> {
                title.setText(chat.title());
                wholeTitle.setText(chat.title());
                pin.setVisible(chat.pinned());
                yield conversation;
            }
        };
    }

    private void markCurrent() {
        boolean current =
                getItem() instanceof Chat chat && chat.key().equals(library.current().get());
        pseudoClassStateChanged(CURRENT, current);
        setAccessibleText(
                switch (getItem()) {
                    case null -> null;
                    case SidebarRow.Heading _ -> heading.getText();
                    case Chat(_, String name, boolean pinned) -> name(name, pinned, current);
                });
    }

    private String name(String of, boolean pinned, boolean current) {
        String name = pinned ? texts.get("sidebar.pinned", of) : of;
        return current ? texts.get("sidebar.current", name) : name;
    }

    private void onClick(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY
                && getItem() instanceof Chat chat
                && !chat.key().equals(library.renamed().get())) {
            if (event.getClickCount() == 2) {
                library.beginRenaming(chat);
            } else {
                open.accept(chat);
            }
        }
    }

    private void onMenu(ContextMenuEvent event) {
        if (getItem() instanceof Chat chat) {
            event.consume();
            menu.concern(chat);
            menu.show(this, event.getScreenX(), event.getScreenY());
        }
    }

    private void showMenu() {
        if (getItem() instanceof Chat chat) {
            menu.concern(chat);
            menu.show(more, Side.BOTTOM, 0, 4);
        }
    }
}
