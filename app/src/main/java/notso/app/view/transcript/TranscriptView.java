package notso.app.view.transcript;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
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
import java.util.Optional;
import java.util.stream.Stream;

/** All items in a centred column that one scrolls through; follows the end as it grows. */
public final class TranscriptView extends StackPane {

    private final ObservableList<TranscriptItem> items;
    private final TranscriptActions does;
    private final Runnable leave;
    private final Texts texts;
    private final VBox column = new VBox();
    private final FollowingScroll scroll;

    private Optional<SwitchOfBranch> switching = Optional.empty();

    /** A fork at which a person went on to another branch by the keyboard. */
    private record SwitchOfBranch(int row, int by) {}

    /**
     * @param leave takes the focus when something was done with a message
     * @param empty shown while there are no items
     */
    public TranscriptView(
            ObservableList<TranscriptItem> items,
            TranscriptActions does,
            Runnable leave,
            Node empty,
            Texts texts) {
        this.items = items;
        this.does = new Noticing(does);
        this.leave = leave;
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
        Stream.of(
                        TranscriptView.class,
                        MessageBubble.class,
                        MessageActions.class,
                        ThinkingBlock.class,
                        CutLineView.class,
                        NoticeView.class,
                        InfoView.class)
                .map(Stylesheets::of)
                .forEach(getStylesheets()::add);
        getChildren()
                .addAll(scroll, fade("top", Pos.TOP_CENTER), fade("bottom", Pos.BOTTOM_CENTER));
        getChildren().add(empty);

        items.addListener((ListChangeListener<TranscriptItem>) this::update);
        column.getChildren().setAll(rows(items));
        markLast();
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

    /** Lets the person change the last question, if there is one. */
    public void editLast() {
        column.getChildren().reversed().stream()
                .map(row -> ((TranscriptRow) row).content())
                .filter(AskedView.class::isInstance)
                .findFirst()
                .ifPresent(view -> ((AskedView) view).edit());
    }

    private void reveal(Node node) {
        applyCss();
        layout();
        scroll.reveal(node);
    }

    private void update(ListChangeListener.Change<? extends TranscriptItem> change) {
        List<Node> rows = column.getChildren();
        while (change.next()) {
            rows.subList(change.getFrom(), change.getFrom() + change.getRemovedSize()).clear();
            rows.addAll(change.getFrom(), rows(change.getAddedSubList()));
            boolean asks =
                    change.getAddedSubList().stream()
                            .anyMatch(TranscriptItem.Asked.class::isInstance);
            if (asks && switching.isEmpty()) {
                scroll.followFromNow();
            }
        }
        markLast();
        switching.ifPresent(this::focusAgain);
    }

    private void markLast() {
        boolean isLast = true;
        for (Node row : column.getChildren().reversed()) {
            TranscriptRow each = (TranscriptRow) row;
            each.setLast(isLast && actions(each).isPresent());
            isLast = isLast && actions(each).isEmpty();
        }
    }

    /** The message at the fork is another one now, and the keyboard goes on there. */
    private void focusAgain(SwitchOfBranch at) {
        if (at.row() < column.getChildren().size()) {
            switching = Optional.empty();
            actions((TranscriptRow) column.getChildren().get(at.row()))
                    .ifPresent(actions -> actions.branches().focus(at.by()));
        }
    }

    private static Optional<MessageActions> actions(TranscriptRow row) {
        return switch (row.content()) {
            case AskedView asked -> Optional.of(asked.actions());
            case AnswerView answer -> Optional.of(answer.actions());
            default -> Optional.empty();
        };
    }

    private List<Node> rows(List<? extends TranscriptItem> items) {
        return items.stream().<Node>map(item -> new TranscriptRow(content(item))).toList();
    }

    private Node content(TranscriptItem item) {
        return switch (item) {
            case TranscriptItem.Asked asked ->
                    new AskedView(asked, does, this::reveal, leave, texts);
            case TranscriptItem.CutLine _ -> new CutLineView(texts);
            case TranscriptItem.Info(String text) -> new InfoView(text);
            case TranscriptItem.Notice notice -> new NoticeView(notice, texts);
            case AnswerViewModel answer -> new AnswerView(answer, does, texts);
        };
    }

    /** Remembers where a branch was switched, so that neither place nor keyboard is lost there. */
    private final class Noticing implements TranscriptActions {

        private final TranscriptActions does;

        Noticing(TranscriptActions does) {
            this.does = does;
        }

        @Override
        public ReadOnlyBooleanProperty answering() {
            return does.answering();
        }

        @Override
        public void edit(TranscriptItem.Asked asked, String text) {
            does.edit(asked, text);
        }

        @Override
        public void regenerate(AnswerViewModel answer) {
            leave.run();
            does.regenerate(answer);
        }

        @Override
        public void goOn(AnswerViewModel answer) {
            leave.run();
            does.goOn(answer);
        }

        @Override
        public void switchBranch(TranscriptItem item, int by) {
            switching = Optional.of(new SwitchOfBranch(items.indexOf(item), by));
            does.switchBranch(item, by);
        }
    }
}
