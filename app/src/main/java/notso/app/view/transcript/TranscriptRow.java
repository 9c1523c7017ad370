package notso.app.view.transcript;

import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/**
 * A row of the transcript that remembers its height: without that, each delta of the last answer
 * would measure the text of all messages before it.
 */
final class TranscriptRow extends StackPane {

    private static final PseudoClass LAST = PseudoClass.getPseudoClass("last");

    private final Node content;
    private double measuredWidth = Double.NaN;
    private double measuredHeight;

    TranscriptRow(Node content) {
        super(content);
        this.content = content;
        getStyleClass().add("transcript-row");
    }

    Node content() {
        return content;
    }

    /** Of the last message, it is always seen what can be done with it. */
    void setLast(boolean value) {
        pseudoClassStateChanged(LAST, value);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    public void requestLayout() {
        measuredWidth = Double.NaN;
        super.requestLayout();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        if (width != measuredWidth) {
            measuredHeight = super.computePrefHeight(width);
            measuredWidth = width;
        }
        return measuredHeight;
    }
}
