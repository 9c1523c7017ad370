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
        MODEL,
        THINKING,
        WARNING,
        CLOSE,
        SPARK
    }

    public Icon(Shape shape) {
        getStyleClass().addAll("icon", shape.name().toLowerCase(Locale.ROOT));
        setMouseTransparent(true);
    }
}
