package notso.app;

import notso.inference.model.DataFolder;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What the command line says; an empty property counts as absent.
 *
 * @param home {@code notso.home} or the system's folder, of everything that is kept
 * @param model {@code notso.model}, the model to open at start
 * @param engine {@code notso.engine}, which engine to use
 * @param runtime {@code notso.runtime}, the folder of the llama.cpp libraries
 */
record AppProperties(
        DataFolder home, Optional<Path> model, Optional<String> engine, Optional<Path> runtime) {

    static AppProperties of(Properties properties, Map<String, String> environment) {
        return new AppProperties(
                DataFolder.of(properties, environment),
                value(properties, "notso.model").map(Path::of),
                value(properties, "notso.engine"),
                value(properties, "notso.runtime").map(Path::of));
    }

    private static Optional<String> value(Properties properties, String key) {
        return Optional.ofNullable(properties.getProperty(key)).filter(value -> !value.isBlank());
    }
}
