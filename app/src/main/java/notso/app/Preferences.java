package notso.app;

import notso.app.answer.AnswerDefaults;
import notso.app.settings.AllSettings;
import notso.app.settings.SamplingSettings;
import notso.app.settings.Settings;
import notso.inference.ModelOptions;

import java.nio.file.Path;
import java.util.Optional;

/** What settings mean to the parts of the application. */
final class Preferences {

    private Preferences() {}

    static AnswerDefaults answers(Settings settings) {
        return new AnswerDefaults(
                settings.get(AllSettings.SYSTEM_PROMPT),
                SamplingSettings.of(settings),
                settings.get(AllSettings.THINKING),
                settings.get(AllSettings.KEEP_REASONING),
                settings.get(AllSettings.ANSWER_RESERVE),
                settings.get(AllSettings.MODEL_TITLES));
    }

    static ModelOptions options(Settings settings, Path file) {
        ModelOptions options =
                ModelOptions.of(file)
                        .withContextLength(settings.get(AllSettings.CONTEXT_LENGTH))
                        .withThreads(settings.get(AllSettings.THREADS))
                        .withGpuLayers(settings.get(AllSettings.GPU_LAYERS))
                        .withKvTypes(
                                settings.get(AllSettings.KEY_TYPE),
                                settings.get(AllSettings.VALUE_TYPE));
        String device = settings.get(AllSettings.DEVICE);
        return device.isBlank() ? options : options.withDevice(device);
    }

    /** The model that was used last. */
    static Optional<Path> model(Settings settings) {
        return Optional.of(settings.get(AllSettings.MODEL))
                .filter(path -> !path.isBlank())
                .map(Path::of);
    }
}
