package notso.app.view;

import javafx.scene.control.TextArea;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

/** A text area as high as its text, between one line and eight. */
final class GrowingTextArea extends TextArea {

    private static final int MOST_LINES = 8;

    private final Text measure = new Text();
    private boolean composing;

    GrowingTextArea() {
        setWrapText(true);
        setPrefRowCount(1);
        measure.fontProperty().bind(fontProperty());
        textProperty().subscribe(this::requestLayout);
        addEventFilter(
                InputMethodEvent.INPUT_METHOD_TEXT_CHANGED,
                event -> composing = !event.getComposed().isEmpty());
    }

    /** True while an input method holds characters that are not text yet. */
    boolean isComposing() {
        return composing;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double padding = snappedTopInset() + snappedBottomInset() + contentPadding();
        double inner = getWidth() - snappedLeftInset() - snappedRightInset() - contentPadding();
        measure.setWrappingWidth(Math.max(1, inner));
        String text = getText();
        // A line break at the end opens a line of its own.
        double wanted = heightOf(text.isEmpty() || text.endsWith("\n") ? text + "x" : text);
        // The same text measures now with whole pixels a line and now with parts of one.
        double line = Math.ceil(heightOf("x"));
        return padding + line * Math.clamp(Math.round(wanted / line), 1, MOST_LINES);
    }

    private double heightOf(String text) {
        measure.setText(text);
        return measure.getLayoutBounds().getHeight();
    }

    /** What the skin keeps free around the text on both sides together. */
    private double contentPadding() {
        return lookup(".content") instanceof Region content
                ? content.snappedTopInset() + content.snappedBottomInset()
                : 0;
    }
}
