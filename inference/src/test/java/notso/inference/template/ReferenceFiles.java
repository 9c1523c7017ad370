package notso.inference.template;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Published templates, which lie outside of the repository. */
final class ReferenceFiles {

    private ReferenceFiles() {}

    /** A part of the folder that the system property names; skips the test where it is missing. */
    static Path require(String part) {
        String folder = System.getProperty("notso.reference", "");
        assumeTrue(!folder.isEmpty(), "skipped: the system property notso.reference is not set");
        Path path = Path.of(folder, part);
        assumeTrue(Files.exists(path), () -> "skipped: " + path + " is missing");
        return path;
    }

    /** The sources of all published templates, by file name. */
    static Map<String, String> templates() {
        Map<String, String> templates = new TreeMap<>();
        collect(require("llama.cpp/models/templates"), templates);
        collect(require("smollm3"), templates);
        return templates;
    }

    private static void collect(Path folder, Map<String, String> into) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".jinja")) {
                    into.put(name, Files.readString(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
