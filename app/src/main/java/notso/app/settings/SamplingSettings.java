package notso.app.settings;

import notso.inference.Sampling;

import java.util.OptionalLong;

/** How tokens are chosen where a conversation says nothing of its own. */
public final class SamplingSettings {

    private SamplingSettings() {}

    public static Sampling of(Settings settings) {
        return new Sampling(
                settings.get(AllSettings.TEMPERATURE),
                settings.get(AllSettings.TOP_K),
                settings.get(AllSettings.TOP_P),
                settings.get(AllSettings.MIN_P),
                settings.get(AllSettings.REPETITION_PENALTY),
                OptionalLong.empty());
    }
}
