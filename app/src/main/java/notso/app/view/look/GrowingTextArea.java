package notso.app.view.look;

import javafx.scene.TraversalDirection;
import javafx.scene.control.TextArea;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

/**
 * A text area as high as its text, between one line and eight. Enter submits, Shift+Enter breaks
 * the line, and Tab leaves: messages need no tabs, but the keyboard needs a way out.
 */
public final class GrowingTextArea extends TextArea {

    private static final int MOST_LINES = 8;

    private final Text measure = new Text();
    private final Runnable submit;
    private boolean composing;

    /**
     * @param submit run at Enter
     */
    public GrowingTextArea(Runnable submit) {
        this.submit = submit;
        getStyleClass().add("growing-text-area");
        setWrapText(true);
        setPrefRowCount(1);
        measure.fontProperty().bind(fontProperty());
        textProperty().subscribe(this::requestLayout);
        addEventFilter(
                InputMethodEvent.INPUT_METHOD_TEXT_CHANGED,
                event -> composing = !event.getComposed().isEmpty());
        addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    }

    private void onKey(KeyEvent event) {
        switch (event.getCode()) {
            case ENTER -> onEnter(event);
            case TAB -> onTab(event);
            default -> {}
        }
    }

    private void onEnter(KeyEvent event) {
        if (composing || event.isControlDown() || event.isAltDown()) {
            return;
        }
        event.consume();
        if (event.isShiftDown()) {
            replaceSelection("\n");
        } else {
            submit.run();
        }
    }

    private void onTab(KeyEvent event) {
        if (!event.isControlDown()) {
            event.consume();
            requestFocusTraversal(
                    event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
        }
    }

    /** True while an input method holds characters that are not text yet. */
    public boolean isComposing() {
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
