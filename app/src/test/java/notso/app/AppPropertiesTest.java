package notso.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                        Path.of("here"),
                        Optional.of(Path.of("m.gguf")),
                        Optional.of("jllama"),
                        Optional.of(Path.of("libs"))),
                properties);
        assertEquals(Path.of("here", "models"), properties.models());
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
                        Path.of("me", ".local", "share", "notso"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                properties);
    }

    @ParameterizedTest
    @CsvSource({
        "Linux,      XDG_DATA_HOME, data, data/notso",
        "Mac OS X,   OTHER,         x,    me/Library/Application Support/NotSo",
        "Windows 11, LOCALAPPDATA,  data, data/NotSo",
        "Windows 11, OTHER,         x,    me/AppData/Local/NotSo",
    })
    void dataGoesWhereTheSystemWantsIt(
            String system, String variable, String value, String expected) {
        AppProperties properties =
                of(Map.of("user.home", "me", "os.name", system), Map.of(variable, value));
        assertEquals(Path.of(expected), properties.home());
    }

    private static AppProperties of(Map<String, String> given, Map<String, String> environment) {
        Properties properties = new Properties();
        given.forEach(properties::setProperty);
        return AppProperties.of(properties, environment);
    }
}
