package notso.app.view.look;

import javafx.geometry.Insets;
import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.effect.BlurType;
import javafx.scene.effect.DropShadow;
import javafx.scene.effect.Effect;
import javafx.scene.effect.InnerShadow;
import javafx.scene.image.Image;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Border;
import javafx.scene.layout.BorderImage;
import javafx.scene.layout.BorderRepeat;
import javafx.scene.layout.BorderWidths;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.transform.Transform;

import java.util.HashMap;
import java.util.Map;

/**
 * Draws each kind of surface once, small, for the nine slices of a border image: live shadow
 * effects on every surface would cost several times the frame. JavaFX thread only.
 */
final class SurfaceImages {

    private static final double STRETCHED = 4;

    /** A theme and a screen have about a dozen kinds; a change of either adds as many. */
    private static final Map<SurfaceStyle, Border> DRAWN = new HashMap<>();

    private SurfaceImages() {}

    static Border border(SurfaceStyle style) {
        return DRAWN.computeIfAbsent(style, SurfaceImages::draw);
    }

    private static Border draw(SurfaceStyle style) {
        double width = style.reach() + style.edge();
        return new Border(
                new BorderImage(
                        image(style),
                        new BorderWidths(width),
                        new Insets(-style.reach()),
                        new BorderWidths(width * style.scale()),
                        true,
                        BorderRepeat.STRETCH,
                        BorderRepeat.STRETCH));
    }

    private static Image image(SurfaceStyle style) {
        double size = 2 * style.edge() + STRETCHED;
        Group layers = new Group();
        if (style.depth() == Depth.INSET) {
            InnerShadow shade =
                    new InnerShadow(
                            BlurType.GAUSSIAN,
                            style.shade(),
                            style.blur(),
                            0,
                            style.offset(),
                            style.offset());
            InnerShadow light =
                    new InnerShadow(
                            BlurType.GAUSSIAN,
                            style.light(),
                            style.blur(),
                            0,
                            -style.offset(),
                            -style.offset());
            light.setInput(shade);
            layers.getChildren().add(face(style, size, light));
        } else {
            // Two faces, because a chained shadow would shine on the other shadow too.
            layers.getChildren()
                    .addAll(
                            face(style, size, drop(style, style.light(), -style.offset())),
                            face(style, size, drop(style, style.shade(), style.offset())));
        }
        new Scene(layers).setFill(Color.TRANSPARENT);
        layers.applyCss();
        layers.layout();
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setFill(Color.TRANSPARENT);
        parameters.setTransform(Transform.scale(style.scale(), style.scale()));
        double origin = -style.reach() * style.scale();
        double whole = (size + 2 * style.reach()) * style.scale();
        parameters.setViewport(new Rectangle2D(origin, origin, whole, whole));
        return layers.snapshot(parameters, null);
    }

    private static DropShadow drop(SurfaceStyle style, Color color, double offset) {
        return new DropShadow(BlurType.GAUSSIAN, color, style.blur(), 0, offset, offset);
    }

    private static Region face(SurfaceStyle style, double size, Effect effect) {
        Region face = new Region();
        face.setBackground(
                new Background(
                        new BackgroundFill(
                                style.fill(), new CornerRadii(style.radius()), Insets.EMPTY)));
        face.resize(size, size);
        face.setManaged(false);
        face.setEffect(effect);
        return face;
    }
}
