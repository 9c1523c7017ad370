package notso.app.view.look;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;

/** A quiet button that shows a picture and says what it does when asked. */
public final class IconButton extends Button {

    public IconButton(Icon.Shape shape, String name) {
        getStyleClass().addAll("quiet-button", "icon-button");
        setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
        show(shape, name);
    }

    /** Shows another picture with another meaning. */
    public void show(Icon.Shape shape, String name) {
        setGraphic(new Icon(shape));
        setAccessibleText(name);
        setTooltip(new Tooltip(name));
    }
}
