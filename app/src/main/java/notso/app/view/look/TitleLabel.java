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
        boolean rightToLeft = WritingDirection.isRightToLeft(text);
        setNodeOrientation(rightToLeft ? NodeOrientation.RIGHT_TO_LEFT : NodeOrientation.INHERIT);
        setTextOverrun(rightToLeft ? OverrunStyle.CLIP : OverrunStyle.ELLIPSIS);
    }
}
