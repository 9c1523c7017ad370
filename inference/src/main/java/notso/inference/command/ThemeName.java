package notso.inference.command;

/** What the window can look like. */
public enum ThemeName {
    LIGHT,
    DARK,
    /** As the system does. */
    SYSTEM
}
