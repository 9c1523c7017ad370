import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks that every Java file below a folder is formatted, or formats it.
 *
 * <p>Arguments: {@code check} or {@code apply}, and the folder. It runs the formatter on the JDK that
 * the project is built with: inside Maven it would run on Maven's own, which may be too old to parse
 * these sources.
 */
final class FormatJava {

    public static void main(String[] args) throws IOException, FormatterException {
        boolean apply = args[0].equals("apply");
        Formatter formatter =
                new Formatter(
                        JavaFormatterOptions.builder()
                                .style(JavaFormatterOptions.Style.AOSP)
                                .build());
        List<Path> wrong = new ArrayList<>();
        for (Path file : javaFiles(Path.of(args[1]))) {
            String source = Files.readString(file);
            String formatted = formatter.formatSourceAndFixImports(source);
            if (!formatted.equals(source)) {
                wrong.add(file);
                if (apply) {
                    Files.writeString(file, formatted);
                }
            }
        }
        wrong.forEach(file -> System.out.println((apply ? "formatted: " : "not formatted: ") + file));
        if (!apply && !wrong.isEmpty()) {
            System.out.println("Run 'mvn verify -Dformat=apply' to format these files.");
            System.exit(1);
        }
    }

    private static List<Path> javaFiles(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
    }
}
