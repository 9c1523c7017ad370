package notso.inference.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

class HostCommandTest {

    private static final Path SOCKET = Path.of("folder", "s");

    @Test
    void argumentsAreSocketEngineAndBeat() {
        HostCommand command =
                HostCommand.of("auto", Path.of("logs")).withLongestSilence(Duration.ofSeconds(5));
        List<String> line = command.process(SOCKET).command();
        assertEquals(
                List.of(HostMain.class.getName(), SOCKET.toString(), "auto", "500"),
                line.subList(line.size() - 4, line.size()));
    }

    @Test
    void hostIsSmallAndMayCallNativeCode() {
        List<String> line = HostCommand.of("auto", Path.of("logs")).process(SOCKET).command();
        assertTrue(
                line.containsAll(
                        List.of(
                                "-Xmx96m",
                                "-Xms16m",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-DOPT_OUT_TRACKING=true")),
                line::toString);
    }

    @Test
    void ownPropertiesAndGivenOnesArePassedOn() {
        String name = "notso.command-test";
        System.setProperty(name, "a b");
        try {
            List<String> line =
                    HostCommand.of("auto", Path.of("logs"))
                            .withProperty("notso.runtime", "r")
                            .process(SOCKET)
                            .command();
            assertTrue(line.contains("-D" + name + "=a b"), line::toString);
            assertTrue(line.contains("-Dnotso.runtime=r"), line::toString);
        } finally {
            System.clearProperty(name);
        }
    }

    @Test
    void laterOptionsComeLast() {
        List<String> line =
                HostCommand.of("auto", Path.of("logs"))
                        .withJvmOption("-Xmx256m")
                        .process(SOCKET)
                        .command();
        assertTrue(line.indexOf("-Xmx256m") > line.indexOf("-Xmx96m"));
    }

    @Test
    void launcherVariablesOfAnInstalledApplicationAreRemoved() {
        ProcessBuilder builder = HostCommand.of("auto", Path.of("logs")).process(SOCKET);
        assertFalse(builder.environment().containsKey("_JPACKAGE_LAUNCHER"));
    }
}
