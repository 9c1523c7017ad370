/**
 * What every view is made of: themes, fonts, raised and inset surfaces, icons and words.
 *
 * <p>In goes a scene or a node, out comes the same with the product's look. Colours are looked-up
 * names that {@code palette-light.css} and {@code palette-dark.css} define. Start at {@link
 * notso.app.view.look.Surface}.
 */
@NullMarked
package notso.app.view.look;

import org.jspecify.annotations.NullMarked;
