package notso.app.view.look;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Toggle;
import javafx.scene.layout.StackPane;

/**
 * A node on a {@link Surface}. Under a button it has the pseudo-classes {@code sunken}, while the
 * button is pressed or selected, and {@code off}, while it is disabled.
 */
public final class SurfacePane extends StackPane {

    private static final PseudoClass SUNKEN = PseudoClass.getPseudoClass("sunken");
    private static final PseudoClass OFF = PseudoClass.getPseudoClass("off");

    /**
     * @param styleClass by which a stylesheet says how the surface looks
     */
    public SurfacePane(String styleClass, Node content) {
        super(new Surface(), content);
        getStyleClass().addAll("surface-pane", styleClass);
        if (content instanceof ButtonBase button) {
            follow(button);
        }
    }

    private void follow(ButtonBase button) {
        Runnable update = () -> pseudoClassStateChanged(SUNKEN, isSunken(button));
        button.armedProperty().subscribe(update);
        if (button instanceof Toggle toggle) {
            toggle.selectedProperty().subscribe(update);
        }
        update.run();
        button.disabledProperty().subscribe(is -> pseudoClassStateChanged(OFF, is));
        visibleProperty().bind(button.visibleProperty());
        managedProperty().bind(button.managedProperty());
    }

    private static boolean isSunken(ButtonBase button) {
        return button.isArmed() || button instanceof Toggle toggle && toggle.isSelected();
    }
}
