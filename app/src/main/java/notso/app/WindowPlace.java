package notso.app;

import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

import notso.app.settings.AllSettings;
import notso.app.settings.SettingsStore;

import java.util.List;

/** Puts the window where it was, and remembers where it is. */
final class WindowPlace {

    /** So much of a window must be on a screen for a person to get hold of it, in pixels. */
    private static final double LEAST_VISIBLE = 80;

    private final Stage stage;
    private final SettingsStore settings;

    WindowPlace(Stage stage, SettingsStore settings) {
        this.stage = stage;
        this.settings = settings;
    }

    /** Before the window is shown; a place that is on no screen any more is forgotten. */
    void restore() {
        List<Double> place = settings.current().get(AllSettings.WINDOW_PLACE);
        if (!place.isEmpty() && isVisible(place)) {
            stage.setX(place.get(0));
            stage.setY(place.get(1));
            stage.setWidth(place.get(2));
            stage.setHeight(place.get(3));
        }
        stage.setMaximized(settings.current().get(AllSettings.MAXIMIZED));
    }

    private static boolean isVisible(List<Double> place) {
        return place.get(2) >= LEAST_VISIBLE
                && place.get(3) >= LEAST_VISIBLE
                && Screen.getScreens().stream()
                        .map(Screen::getVisualBounds)
                        .anyMatch(screen -> shows(screen, place.get(0), place.get(1)));
    }

    private static boolean shows(Rectangle2D screen, double x, double y) {
        return x >= screen.getMinX() - LEAST_VISIBLE
                && x <= screen.getMaxX() - LEAST_VISIBLE
                && y >= screen.getMinY() - 1
                && y <= screen.getMaxY() - LEAST_VISIBLE;
    }

    /** Before the window is gone. */
    void keep() {
        settings.set(AllSettings.MAXIMIZED, stage.isMaximized());
        List<Double> place =
                List.of(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
        if (!stage.isMaximized()
                && !stage.isIconified()
                && place.stream().allMatch(Double::isFinite)) {
            settings.set(AllSettings.WINDOW_PLACE, place);
        }
    }
}
