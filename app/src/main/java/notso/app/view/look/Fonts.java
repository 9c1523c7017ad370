package notso.app.view.look;

import javafx.scene.text.Font;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Makes the Inter typeface known to JavaFX, which then finds it by its family name. */
public final class Fonts {

    private static final String FOLDER = "/com/formdev/flatlaf/fonts/inter/";
    private static final double ANY_SIZE = 15;

    private Fonts() {}

    /** Loads the weights that the stylesheets name; once, before the first scene. */
    public static void load() {
        for (String weight : List.of("Inter-Regular.otf", "Inter-SemiBold.otf")) {
            try (InputStream in = Fonts.class.getResourceAsStream(FOLDER + weight)) {
                if (in == null || Font.loadFont(in, ANY_SIZE) == null) {
                    throw new IllegalStateException("The font " + weight + " is missing");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
