package notso.app.settings;

import java.nio.file.Path;

/** What a person should know of the file of settings. */
public sealed interface SettingsNotice {

    /** A value in the file is none that the setting can have; the default serves. */
    record WrongValue(String key, String expected) implements SettingsNotice {}

    /** The file could not be read; it is kept under another name, and the defaults serve. */
    record SetAside(Path original, Path kept) implements SettingsNotice {}

    /** The system refuses to read the file; the defaults serve. */
    record NotRead(Path file, String reason) implements SettingsNotice {}

    /** The settings are in force, but could not be written. */
    record NotSaved(Path file, String reason) implements SettingsNotice {}
}
