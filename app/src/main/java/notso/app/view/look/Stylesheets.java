package notso.app.view.look;

import java.util.Objects;

/** Finds the stylesheet that lies beside a class. */
public final class Stylesheets {

    private Stylesheets() {}

    /** The stylesheet of the same name as the class. */
    public static String of(Class<?> view) {
        return beside(view, view.getSimpleName() + ".css");
    }

    /** A stylesheet in the package of the class. */
    static String beside(Class<?> view, String name) {
        return Objects.requireNonNull(view.getResource(name), name).toExternalForm();
    }
}
