/**
 * What a person has chosen, typed and kept in one file.
 *
 * <p>In goes the file, out come {@link notso.app.settings.Settings} and every change of them. Start
 * at {@link notso.app.settings.SettingsStore}; {@link notso.app.settings.AllSettings} lists what
 * there is.
 */
@NullMarked
package notso.app.settings;

import org.jspecify.annotations.NullMarked;
