package notso.app.view.composer;

import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

import notso.app.view.ChatViewModel;
import notso.app.view.WaitingMessage;
import notso.app.view.look.Stylesheets;
import notso.app.view.look.Texts;

import java.util.List;

/** What waits to be asked, the next one at the top. */
final class QueueView extends ScrollPane {

    private static final double LARGEST_PART = 0.3;

    private final ChatViewModel chat;
    private final Runnable leave;
    private final Texts texts;
    private final VBox cards = new VBox();

    /**
     * @param leave takes the focus when a card is done with
     */
    QueueView(ChatViewModel chat, Runnable leave, Texts texts) {
        this.chat = chat;
        this.leave = leave;
        this.texts = texts;
        getStyleClass().add("queue");
        getStylesheets().add(Stylesheets.of(QueueView.class));
        cards.getStyleClass().add("queue-cards");
        setContent(cards);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        setAccessibleRole(AccessibleRole.SCROLL_PANE);
        setAccessibleText(texts.get("queue"));
        visibleProperty().bind(Bindings.isNotEmpty(chat.queue()));
        managedProperty().bind(visibleProperty());
        chat.queue().addListener((ListChangeListener<WaitingMessage>) _ -> show());
        show();
    }

    /** Cards of what did not change stay, and what is typed in them. */
    private void show() {
        List<Node> wanted = chat.queue().stream().map(this::card).toList();
        if (!cards.getChildren().equals(wanted)) {
            cards.getChildren().setAll(wanted);
        }
        for (int i = 0; i < wanted.size(); i++) {
            ((QueueCard) wanted.get(i)).setNext(i == 0);
        }
    }

    private Node card(WaitingMessage waiting) {
        return cards.getChildren().stream()
                .filter(card -> ((QueueCard) card).waiting().equals(waiting))
                .findFirst()
                .orElseGet(() -> new QueueCard(waiting, chat, leave, texts));
    }

    @Override
    protected double computePrefHeight(double width) {
        double all = snappedTopInset() + cards.prefHeight(width) + snappedBottomInset();
        return getScene() == null ? all : Math.min(all, getScene().getHeight() * LARGEST_PART);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }
}
