package notso.inference.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import notso.inference.EngineException;
import notso.inference.Problem;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;

class DataFolderTest {

    @TempDir Path folder;

    @DisabledOnOs(OS.WINDOWS)
    @ParameterizedTest
    @CsvSource({
        "Linux, X, x, /home/me/.local/share/notso-smollm3",
        "Linux, XDG_DATA_HOME, /data, /data/notso-smollm3",
        "Linux, XDG_DATA_HOME, relative, /home/me/.local/share/notso-smollm3",
        "FreeBSD, XDG_DATA_HOME, '', /home/me/.local/share/notso-smollm3",
        "Mac OS X, X, x, /home/me/Library/Application Support/NotSo SmolLM3",
        "Windows 11, X, x, /home/me/AppData/Local/NotSo SmolLM3",
        "Windows 11, LOCALAPPDATA, /local, /local/NotSo SmolLM3"
    })
    void liesWhereTheSystemKeepsSuchData(
            String system, String variable, String value, String expected) {
        Properties properties = new Properties();
        properties.setProperty("os.name", system);
        properties.setProperty("user.home", "/home/me");
        assertEquals(Path.of(expected), DataFolder.of(properties, Map.of(variable, value)).path());
    }

    @Test
    void propertyNamesAnother() {
        Properties properties = new Properties();
        properties.setProperty("notso.home", folder.toString());
        assertEquals(folder, DataFolder.of(properties, Map.of("XDG_DATA_HOME", "/x")).path());
    }

    @Test
    void isMadeForTheUserAlone() throws IOException {
        Assumptions.assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Path path = new DataFolder(folder.resolve("a/b")).create().path();
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    }

    @Test
    void fileInItsPlaceIsAProblem() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        EngineException refused =
                assertThrows(EngineException.class, () -> new DataFolder(file).create());
        assertInstanceOf(Problem.CannotWrite.class, refused.problem());
    }
}
