package notso.inference.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** In what form a conversation is written. */
public enum ExportFormat {
    MARKDOWN("md", "markdown"),
    JSON("json"),
    HTML("html", "htm"),
    TEXT("txt", "text");

    private final List<String> endings;

    ExportFormat(String... endings) {
        this.endings = List.of(endings);
    }

    /** How files of this format end, without the dot. */
    public String ending() {
        return endings.getFirst();
    }

    /** The format with this name, in any case; endings of files are names too. */
    static Optional<ExportFormat> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(
                        format ->
                                format.name().equalsIgnoreCase(name)
                                        || format.endings.contains(lower))
                .findFirst();
    }

    /** The format that a file's ending tells. */
    static Optional<ExportFormat> of(Path file) {
        String name = file.toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? Optional.empty() : named(name.substring(dot + 1));
    }
}
