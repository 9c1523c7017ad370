package notso.app.view.look;

import javafx.scene.paint.Color;

/**
 * How a surface is drawn; lengths in logical pixels.
 *
 * @param depth raised or inset
 * @param fill the face
 * @param shade the shadow at the lower right of a raised surface
 * @param light the light at its upper left
 * @param radius of the corners
 * @param blur of the shadows
 * @param offset of the shadows
 * @param scale image pixels per logical pixel
 */
record SurfaceStyle(
        Depth depth,
        Color fill,
        Color shade,
        Color light,
        double radius,
        double blur,
        double offset,
        double scale) {

    /** How far the shadows reach beyond the surface. */
    double reach() {
        return depth == Depth.INSET ? 0 : Math.ceil(blur + offset);
    }

    /** How much of each side must not be stretched. */
    double edge() {
        double shadow = depth == Depth.INSET ? blur + offset : 0;
        return Math.ceil(Math.max(radius, shadow) + 1);
    }
}
