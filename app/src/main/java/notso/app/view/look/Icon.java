package notso.app.view.look;

import javafx.scene.layout.Region;

import java.util.Locale;

/** A small picture in one colour, drawn in {@code Icon.css}; says nothing to screen readers. */
public final class Icon extends Region {

    /** What it shows. */
    public enum Shape {
        SEND,
        STOP,
        CHEVRON,
        BACK,
        MODEL,
        THINKING,
        WARNING,
        CLOSE,
        SPARK,
        PLUS,
        PANEL,
        PIN,
        MORE,
        EDIT,
        TRASH,
        COPY,
        CHECK,
        AGAIN,
        GO_ON,
        CLOCK
    }

    public Icon(Shape shape) {
        getStyleClass().addAll("icon", shape.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        setMouseTransparent(true);
    }
}
