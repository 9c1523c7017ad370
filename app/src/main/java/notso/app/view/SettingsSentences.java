package notso.app.view;

import notso.app.settings.SettingsNotice;
import notso.app.view.look.Texts;

import java.nio.file.Path;

/** One sentence for each thing that can be wrong with the file of settings. */
final class SettingsSentences {

    private SettingsSentences() {}

    static String of(SettingsNotice notice, Texts texts) {
        return switch (notice) {
            case SettingsNotice.WrongValue(String key, String expected) ->
                    texts.get("settings.wrong-value", key, expected);
            case SettingsNotice.SetAside(_, Path kept) ->
                    texts.get("settings.set-aside", kept.getFileName());
            case SettingsNotice.NotRead(Path file, String reason) ->
                    texts.get("settings.not-read", file, reason);
            case SettingsNotice.NotSaved(Path file, String reason) ->
                    texts.get("settings.not-saved", file, reason);
        };
    }
}
