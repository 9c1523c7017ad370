package notso.app.settings;

/** Words that settings choose among. */
public final class Choice {

    private Choice() {}

    /** The colours of the window. */
    public enum Theme {
        SYSTEM,
        LIGHT,
        DARK
    }
}
