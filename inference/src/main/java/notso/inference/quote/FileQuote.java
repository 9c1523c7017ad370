package notso.inference.quote;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shows lines of a file as markdown: a line that names them, and the lines. Markdown files are
 * shown as the markdown they are, so that own texts can try the window; all others as a block of
 * code.
 *
 * <p>Control characters become visible signs, since they could drive a terminal.
 */
final class FileQuote {

    private static final Set<String> MARKDOWN = Set.of("md", "markdown");

    /** The names of languages, where they are not the ends of file names. */
    private static final Map<String, String> LANGUAGES =
            Map.ofEntries(
                    Map.entry("bat", "batch"),
                    Map.entry("cc", "cpp"),
                    Map.entry("cs", "csharp"),
                    Map.entry("h", "c"),
                    Map.entry("hpp", "cpp"),
                    Map.entry("htm", "html"),
                    Map.entry("js", "javascript"),
                    Map.entry("kt", "kotlin"),
                    Map.entry("mjs", "javascript"),
                    Map.entry("pl", "perl"),
                    Map.entry("ps1", "powershell"),
                    Map.entry("py", "python"),
                    Map.entry("rb", "ruby"),
                    Map.entry("rs", "rust"),
                    Map.entry("sh", "bash"),
                    Map.entry("ts", "typescript"),
                    Map.entry("yml", "yaml"));

    private static final Set<String> SAME_NAME =
            Set.of(
                    "bash",
                    "c",
                    "cpp",
                    "css",
                    "csv",
                    "diff",
                    "go",
                    "html",
                    "ini",
                    "java",
                    "json",
                    "lua",
                    "php",
                    "properties",
                    "scala",
                    "sql",
                    "swift",
                    "toml",
                    "xml",
                    "yaml");

    private static final Pattern BACKTICKS = Pattern.compile("`+");
    private static final int SHORTEST_FENCE = 3;

    private FileQuote() {}

    static String markdown(Path file, FileLines lines) {
        String name = visible(file.getFileName().toString()).replaceAll("\\s", " ");
        String text = visible(lines.text());
        String heading = code(name) + ", " + range(lines) + "\n\n";
        if (MARKDOWN.contains(ending(name))) {
            return heading + text;
        }
        String fence = "`".repeat(Math.max(SHORTEST_FENCE, longestRun(text) + 1));
        return heading + fence + language(name) + "\n" + text + fence + "\n";
    }

    private static String range(FileLines lines) {
        String numbers =
                lines.first() == lines.last()
                        ? "line " + lines.first()
                        : "lines %d–%d".formatted(lines.first(), lines.last());
        return lines.cut()
                ? numbers
                        + String.format(
                                Locale.ROOT,
                                " (cut: a quotation holds %,d characters)",
                                LineFinder.MOST_CHARACTERS)
                : numbers;
    }

    /** A code span, whatever the text holds; CommonMark takes one blank off each end. */
    private static String code(String text) {
        String fence = "`".repeat(longestRun(text) + 1);
        return fence.length() == 1 ? fence + text + fence : fence + " " + text + " " + fence;
    }

    private static int longestRun(String text) {
        return BACKTICKS
                .matcher(text)
                .results()
                .mapToInt(run -> run.group().length())
                .max()
                .orElse(0);
    }

    private static String language(String name) {
        String ending = ending(name);
        return SAME_NAME.contains(ending) ? ending : LANGUAGES.getOrDefault(ending, "");
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** Signs of Unicode's block of control pictures, U+FFFD where there is none. */
    private static String visible(String text) {
        return Pattern.compile("[\\p{Cntrl}\\x80-\\x9F&&[^\\n\\t]]")
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(picture(found.group().charAt(0))));
    }

    private static String picture(char control) {
        if (control < ' ') {
            return String.valueOf((char) ('\u2400' + control));
        }
        return control == '\u007F' ? "\u2421" : "\uFFFD";
    }
}
