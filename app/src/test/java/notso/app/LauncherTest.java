package notso.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the application as a process of its own. */
class LauncherTest {

    private static final long PATIENCE_SECONDS = 60;

    @TempDir Path home;

    @Test
    void closingTheWindowEndsTheProcess() throws IOException, InterruptedException {
        Path output = home.resolve("output");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dglass.platform=Headless",
                                "-Dprism.order=sw",
                                "-Dnotso.home=" + home,
                                "-Dnotso.model=",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ClosesItsWindow.class.getName())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "it goes on");
            List<String> lines = Files.readAllLines(output);
            assertEquals(0, process.exitValue(), () -> lines.toString());
            assertTrue(lines.contains("shown: NotSo SmolLM3"), () -> lines.toString());
            assertTrue(lines.stream().noneMatch(LauncherTest::isComplaint), () -> lines.toString());
        } finally {
            process.destroyForcibly();
        }
    }

    /** Something was thrown, or the window has no colours. */
    private static boolean isComplaint(String line) {
        return line.contains("Exception") || line.contains("Could not resolve");
    }

    /** The application, with a person who closes the window as soon as it is there. */
    static final class ClosesItsWindow {

        private ClosesItsWindow() {}

        public static void main(String[] args) {
            Window.getWindows().subscribe(ClosesItsWindow::close);
            Application.launch(NotSoApplication.class);
        }

        private static void close() {
            List<Window> windows = List.copyOf(Window.getWindows());
            if (!windows.isEmpty() && windows.getFirst() instanceof Stage stage) {
                System.out.println("shown: " + stage.getTitle());
                Platform.runLater(stage::hide);
            }
        }
    }
}
