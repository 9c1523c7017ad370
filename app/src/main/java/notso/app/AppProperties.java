package notso.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What the command line says; an empty property counts as absent.
 *
 * @param home {@code notso.home}, the folder of everything that is kept
 * @param model {@code notso.model}, the model to open at start
 * @param engine {@code notso.engine}, which engine to use
 * @param runtime {@code notso.runtime}, the folder of the llama.cpp libraries
 */
record AppProperties(
        Path home, Optional<Path> model, Optional<String> engine, Optional<Path> runtime) {

    private static final String FOLDER = "NotSo";

    static AppProperties of(Properties properties, Map<String, String> environment) {
        return new AppProperties(
                value(properties, "notso.home")
                        .map(Path::of)
                        .orElseGet(() -> userData(properties, environment)),
                value(properties, "notso.model").map(Path::of),
                value(properties, "notso.engine"),
                value(properties, "notso.runtime").map(Path::of));
    }

    Path models() {
        return home.resolve("models");
    }

    Path logs() {
        return home.resolve("logs");
    }

    private static Optional<String> value(Properties properties, String key) {
        return Optional.ofNullable(properties.getProperty(key)).filter(value -> !value.isBlank());
    }

    /** Where each system wants a program to keep a person's data. */
    private static Path userData(Properties properties, Map<String, String> environment) {
        Path user = Path.of(properties.getProperty("user.home", "."));
        String system = properties.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return variable(environment, "LOCALAPPDATA")
                    .orElse(user.resolve("AppData").resolve("Local"))
                    .resolve(FOLDER);
        }
        if (system.startsWith("mac")) {
            return user.resolve("Library").resolve("Application Support").resolve(FOLDER);
        }
        return variable(environment, "XDG_DATA_HOME")
                .orElse(user.resolve(".local").resolve("share"))
                .resolve(FOLDER.toLowerCase(Locale.ROOT));
    }

    private static Optional<Path> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }
}
