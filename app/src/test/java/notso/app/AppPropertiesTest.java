package notso.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import notso.inference.model.DataFolder;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

class AppPropertiesTest {

    @Test
    void whatIsGivenIsTaken() {
        AppProperties properties =
                of(
                        Map.of(
                                "notso.home", "here",
                                "notso.model", "m.gguf",
                                "notso.engine", "jllama",
                                "notso.runtime", "libs"),
                        Map.of());
        assertEquals(
                new AppProperties(
                        new DataFolder(Path.of("here").toAbsolutePath()),
                        Optional.of(Path.of("m.gguf")),
                        Optional.of("jllama"),
                        Optional.of(Path.of("libs"))),
                properties);
    }

    @Test
    void emptyMeansAbsent() {
        AppProperties properties =
                of(
                        Map.of(
                                "notso.home", "",
                                "notso.model", " ",
                                "notso.engine", "",
                                "notso.runtime", "",
                                "user.home", "me",
                                "os.name", "Linux"),
                        Map.of());
        assertEquals(
                new AppProperties(
                        new DataFolder(Path.of("me", ".local", "share", "notso-smollm3")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                properties);
    }

    private static AppProperties of(Map<String, String> given, Map<String, String> environment) {
        Properties properties = new Properties();
        given.forEach(properties::setProperty);
        return AppProperties.of(properties, environment);
    }
}
