package notso.inference.template;

import notso.inference.fixture.Requirement;

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

    /** The sources of all published templates, by file name. */
    static Map<String, String> templates() {
        Map<String, String> templates = new TreeMap<>();
        collect(Requirement.reference("llama.cpp/models/templates"), templates);
        collect(Requirement.reference("smollm3"), templates);
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
