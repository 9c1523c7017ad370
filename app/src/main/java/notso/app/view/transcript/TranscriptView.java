package notso.app.view.transcript;

import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import notso.app.view.look.Stylesheets;
import notso.app.view.look.Texts;

import java.util.List;
import java.util.stream.Stream;

/** All items in a centred column that one scrolls through; follows the end as it grows. */
public final class TranscriptView extends StackPane {

    private final Texts texts;
    private final VBox column = new VBox();
    private final FollowingScroll scroll;

    /**
     * @param empty shown while there are no items
     */
    public TranscriptView(ObservableList<TranscriptItem> items, Node empty, Texts texts) {
        this.texts = texts;
        column.getStyleClass().add("transcript-column");
        StackPane centred = new StackPane(column);
        centred.getStyleClass().add("transcript-centre");
        centred.setAlignment(Pos.TOP_CENTER);
        scroll = new FollowingScroll(centred);
        scroll.setId("transcript");
        scroll.setAccessibleRole(AccessibleRole.SCROLL_PANE);
        scroll.setAccessibleText(texts.get("transcript"));
        getStyleClass().add("transcript-view");
        // Here once, not on each row, where every message would pay for them.
        Stream.of(TranscriptView.class, MessageBubble.class, ThinkingBlock.class, NoticeView.class)
                .map(Stylesheets::of)
                .forEach(getStylesheets()::add);
        getChildren()
                .addAll(scroll, fade("top", Pos.TOP_CENTER), fade("bottom", Pos.BOTTOM_CENTER));
        getChildren().add(empty);

        items.addListener((ListChangeListener<TranscriptItem>) this::update);
        column.getChildren().setAll(rows(items));
        empty.visibleProperty().bind(Bindings.isEmpty(items));
    }

    /** Lets what scrolls out of sight vanish softly instead of being cut. */
    private static Region fade(String side, Pos where) {
        Region fade = new Region();
        fade.getStyleClass().addAll("fade", side);
        fade.setMouseTransparent(true);
        StackPane.setAlignment(fade, where);
        return fade;
    }

    private void update(ListChangeListener.Change<? extends TranscriptItem> change) {
        List<Node> rows = column.getChildren();
        while (change.next()) {
            rows.subList(change.getFrom(), change.getFrom() + change.getRemovedSize()).clear();
            rows.addAll(change.getFrom(), rows(change.getAddedSubList()));
            if (change.getAddedSubList().stream()
                    .anyMatch(TranscriptItem.Asked.class::isInstance)) {
                scroll.followFromNow();
            }
        }
    }

    private List<Node> rows(List<? extends TranscriptItem> items) {
        return items.stream().<Node>map(item -> new TranscriptRow(content(item))).toList();
    }

    private Node content(TranscriptItem item) {
        return switch (item) {
            case TranscriptItem.Asked asked -> asked(asked.text());
            case TranscriptItem.CutLine _ -> new CutLineView(texts);
            case TranscriptItem.Notice notice -> new NoticeView(notice, texts);
            case AnswerViewModel answer -> AnswerView.bubble(answer, texts);
        };
    }

    private Node asked(String text) {
        MessageBubble bubble = MessageBubble.user(new Paragraphs(text));
        bubble.setAccessibleText(texts.get("bubble.user", text));
        return bubble;
    }
}
