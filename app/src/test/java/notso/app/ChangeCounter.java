package notso.app;

import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.text.Text;

import java.util.ArrayList;
import java.util.List;

/** Notes what happens to nodes that nothing should happen to. */
final class ChangeCounter {

    private final List<String> changes = new ArrayList<>();

    List<String> changes() {
        return List.copyOf(changes);
    }

    /** Every layout, size, text and child of this node and of all within it. */
    void watch(Node node) {
        node.layoutBoundsProperty().subscribe((_, _) -> changes.add("bounds of " + node));
        if (node instanceof Text text) {
            text.textProperty().subscribe((_, _) -> changes.add("text of " + node));
        }
        if (node instanceof Parent parent) {
            parent.needsLayoutProperty().subscribe((_, _) -> changes.add("layout of " + node));
            watchOwnChildren(parent);
            parent.getChildrenUnmodifiable().forEach(this::watch);
        }
    }

    /** Children that come or go, in this node and in all within it. */
    void watchChildren(Node node) {
        if (node instanceof Parent parent) {
            watchOwnChildren(parent);
            parent.getChildrenUnmodifiable().forEach(this::watchChildren);
        }
    }

    private void watchOwnChildren(Parent parent) {
        parent.getChildrenUnmodifiable()
                .addListener((ListChangeListener<Node>) _ -> changes.add("children of " + parent));
    }
}
