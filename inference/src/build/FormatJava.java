import com.google.googlejavaformat.java.Main;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks that every Java file below a folder is formatted, or formats it.
 *
 * <p>Arguments: {@code check} or {@code apply}, and the folder. It runs google-java-format on the
 * JDK that the project is built with: inside Maven it would run on Maven's own, which may be too
 * old to parse these sources. The files that are not formatted are listed, and the exit status is
 * 1; {@code mvn verify -Dformat=apply} formats them.
 */
final class FormatJava {

    public static void main(String[] args) throws IOException {
        List<String> options = new ArrayList<>(List.of("--aosp"));
        if (args[0].equals("apply")) {
            options.add("--replace");
        } else {
            options.addAll(List.of("--dry-run", "--set-exit-if-changed"));
        }
        try (Stream<Path> files = Files.walk(Path.of(args[1]))) {
            files.map(Path::toString)
                    .filter(file -> file.endsWith(".java"))
                    .sorted()
                    .forEach(options::add);
        }
        Main.main(options.toArray(String[]::new));
    }
}
