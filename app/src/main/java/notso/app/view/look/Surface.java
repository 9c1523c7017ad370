package notso.app.view.look;

import javafx.beans.Observable;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableDoubleProperty;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.Styleable;
import javafx.css.StyleableDoubleProperty;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.layout.Border;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.stage.Screen;
import javafx.stage.Window;

import java.util.List;
import java.util.stream.Stream;

/**
 * The raised or inset ground under a view. It is the first child of a {@link
 * javafx.scene.layout.StackPane}, fills it and takes no part in its size. Stylesheets say how it
 * looks: {@code -surface-depth}, {@code -surface-fill}, {@code -surface-shade}, {@code
 * -surface-light}, {@code -surface-radius}, {@code -surface-blur}, {@code -surface-offset}.
 */
public final class Surface extends Region {

    private static final StyleablePropertyFactory<Surface> FACTORY =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());
    private static final CssMetaData<Surface, Depth> DEPTH =
            FACTORY.createEnumCssMetaData(
                    Depth.class, "-surface-depth", surface -> surface.depth, Depth.FLAT);
    private static final CssMetaData<Surface, Color> FILL =
            FACTORY.createColorCssMetaData("-surface-fill", surface -> surface.fill);
    private static final CssMetaData<Surface, Color> SHADE =
            FACTORY.createColorCssMetaData("-surface-shade", surface -> surface.shade);
    private static final CssMetaData<Surface, Color> LIGHT =
            FACTORY.createColorCssMetaData("-surface-light", surface -> surface.light);
    private static final CssMetaData<Surface, Number> RADIUS =
            FACTORY.createSizeCssMetaData("-surface-radius", surface -> surface.radius);
    private static final CssMetaData<Surface, Number> BLUR =
            FACTORY.createSizeCssMetaData("-surface-blur", surface -> surface.blur);
    private static final CssMetaData<Surface, Number> OFFSET =
            FACTORY.createSizeCssMetaData("-surface-offset", surface -> surface.offset);

    private final StyleableObjectProperty<Depth> depth =
            new SimpleStyleableObjectProperty<>(DEPTH, this, "depth", Depth.FLAT);
    private final StyleableObjectProperty<Color> fill =
            new SimpleStyleableObjectProperty<>(FILL, this, "fill", Color.TRANSPARENT);
    private final StyleableObjectProperty<Color> shade =
            new SimpleStyleableObjectProperty<>(SHADE, this, "shade", Color.TRANSPARENT);
    private final StyleableObjectProperty<Color> light =
            new SimpleStyleableObjectProperty<>(LIGHT, this, "light", Color.TRANSPARENT);
    private final StyleableDoubleProperty radius =
            new SimpleStyleableDoubleProperty(RADIUS, this, "radius", 0.0);
    private final StyleableDoubleProperty blur =
            new SimpleStyleableDoubleProperty(BLUR, this, "blur", 0.0);
    private final StyleableDoubleProperty offset =
            new SimpleStyleableDoubleProperty(OFFSET, this, "offset", 0.0);

    public Surface() {
        getStyleClass().add("surface");
        setMouseTransparent(true);
        setMinSize(0, 0);
        setPrefSize(0, 0);
        setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        Stream.<Observable>of(depth, fill, shade, light, radius, blur, offset)
                .forEach(property -> property.subscribe(this::requestLayout));
    }

    @Override
    protected void layoutChildren() {
        if (depth.get() == Depth.FLAT || getWidth() <= 0 || getHeight() <= 0) {
            setBorder(Border.EMPTY);
            return;
        }
        setBorder(SurfaceImages.border(style(depth.get(), room())));
    }

    /** Slices that are wider together than the surface would paint nothing at all. */
    private double room() {
        return Math.floor(Math.min(getWidth(), getHeight()) / 2) - 1;
    }

    private SurfaceStyle style(Depth as, double room) {
        double soft = as == Depth.INSET ? Math.min(1, room / (blur.get() + offset.get() + 1)) : 1;
        return new SurfaceStyle(
                as,
                fill.get(),
                shade.get(),
                light.get(),
                Math.min(radius.get(), room - 1),
                blur.get() * soft,
                offset.get() * soft,
                scale());
    }

    private double scale() {
        Window window = getScene() == null ? null : getScene().getWindow();
        double scale =
                window == null ? Screen.getPrimary().getOutputScaleX() : window.getOutputScaleX();
        return Math.max(1, scale);
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return FACTORY.getCssMetaData();
    }
}
