package notso.app.view.look;

import javafx.geometry.NodeOrientation;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;

/** One line in the direction in which it is written, cut where there is no room for it. */
public final class TitleLabel extends Label {

    public TitleLabel() {
        setMinWidth(0);
        setMaxWidth(Double.MAX_VALUE);
        textProperty().subscribe(this::turn);
    }

    /** JavaFX sets the ellipsis at the right, where Arabic and Hebrew begin: better none there. */
    private void turn(String text) {
        boolean rightToLeft = beginsRightToLeft(text);
        setNodeOrientation(rightToLeft ? NodeOrientation.RIGHT_TO_LEFT : NodeOrientation.INHERIT);
        setTextOverrun(rightToLeft ? OverrunStyle.CLIP : OverrunStyle.ELLIPSIS);
    }

    /** Whether the first letter that has a direction is written from right to left. */
    static boolean beginsRightToLeft(String text) {
        return text.codePoints()
                .mapToObj(Character::getDirectionality)
                .filter(
                        direction ->
                                direction == Character.DIRECTIONALITY_LEFT_TO_RIGHT
                                        || isRightToLeft(direction))
                .findFirst()
                .map(TitleLabel::isRightToLeft)
                .orElse(false);
    }

    private static boolean isRightToLeft(byte direction) {
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
