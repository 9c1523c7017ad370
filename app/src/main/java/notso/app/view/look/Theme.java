package notso.app.view.look;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.scene.Scene;

/** Light and dark: AtlantaFX's base with a palette of our own over it. */
public enum Theme {
    LIGHT("palette-light.css", new PrimerLight().getUserAgentStylesheet()),
    DARK("palette-dark.css", new PrimerDark().getUserAgentStylesheet());

    private final String palette;
    private final String base;

    Theme(String palette, String base) {
        this.palette = palette;
        this.base = base;
    }

    /** The theme that suits what the system prefers. */
    public static Theme of(ColorScheme scheme) {
        return switch (scheme) {
            case LIGHT -> Theme.LIGHT;
            case DARK -> Theme.DARK;
        };
    }

    /** Puts this theme in place of the one before. The base is one for all windows. */
    public void apply(Scene scene) {
        Application.setUserAgentStylesheet(base);
        for (Theme theme : values()) {
            scene.getStylesheets().remove(theme.stylesheet());
        }
        scene.getStylesheets().addFirst(stylesheet());
    }

    private String stylesheet() {
        return Stylesheets.beside(Theme.class, palette);
    }
}
