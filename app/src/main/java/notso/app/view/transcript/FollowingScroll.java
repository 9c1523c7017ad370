package notso.app.view.transcript;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.skin.ScrollPaneSkin;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;

/**
 * Scrolls along with content that grows at its end, until a person scrolls up; then it stays where
 * it is until they are at the end again.
 */
final class FollowingScroll extends ScrollPane {

    private static final double AT_END = 2;
    private static final double MARGIN = 24;

    private final Region content;

    /** Pixels of content above the viewport, where a person has left it. */
    private double above;

    private double hiddenBefore;
    private boolean following = true;

    FollowingScroll(Region content) {
        super(content);
        this.content = content;
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        addEventFilter(ScrollEvent.SCROLL, this::onScroll);
        addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        addEventFilter(MouseEvent.MOUSE_PRESSED, this::onPress);
        vvalueProperty().subscribe(this::onMove);
        content.heightProperty().subscribe(this::follow);
        viewportBoundsProperty().subscribe(this::follow);
        skinProperty().subscribe(_ -> uncacheViewport());
    }

    /** Goes to the end and stays there. */
    void followFromNow() {
        following = true;
        follow();
    }

    /** Scrolls no further than needed to show a node of the content. */
    void reveal(Node node) {
        Bounds place = content.sceneToLocal(node.localToScene(node.getBoundsInLocal()));
        double above = getVvalue() * hidden();
        double view = getViewportBounds().getHeight();
        boolean isSeen = place.getMinY() >= above && place.getMaxY() <= above + view;
        if (hidden() > 0 && !isSeen) {
            following = false;
            setVvalue(Math.clamp((place.getMinY() - MARGIN) / hidden(), 0, 1));
        }
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        follow();
        keepPlace();
    }

    /** The skin keeps the place, too, but loses a part of a pixel each time the content grows. */
    private void keepPlace() {
        double now = hidden();
        boolean grew = now != hiddenBefore;
        hiddenBefore = now;
        if (grew && !following && now > 0) {
            setVvalue(Math.clamp(above / now, 0, 1));
        }
    }

    private void follow() {
        if (following) {
            setVvalue(getVmax());
        }
    }

    private void onScroll(ScrollEvent event) {
        if (event.getDeltaY() > 0 && hidden() > 0) {
            following = false;
        }
    }

    private void onKey(KeyEvent event) {
        switch (event.getCode()) {
            case UP, PAGE_UP, HOME -> following = following && hidden() <= 0;
            case END -> followFromNow();
            default -> {}
        }
    }

    private void onPress(MouseEvent event) {
        for (Node node = (Node) event.getTarget(); node != null; node = node.getParent()) {
            if (node instanceof ScrollBar) {
                following = false;
                return;
            }
        }
    }

    private void onMove(Number position) {
        if (hidden() == hiddenBefore) {
            above = position.doubleValue() * hidden();
        }
        if ((getVmax() - position.doubleValue()) * hidden() < AT_END) {
            following = true;
        }
    }

    /** Pixels of content that the viewport has no room for. */
    private double hidden() {
        return content.getHeight() - getViewportBounds().getHeight();
    }

    /** The skin caches the viewport as a picture, which every delta would draw anew as a whole. */
    private void uncacheViewport() {
        if (getSkin() instanceof ScrollPaneSkin) {
            Node viewport = lookup(".viewport");
            if (viewport != null) {
                viewport.setCache(false);
            }
        }
    }
}
