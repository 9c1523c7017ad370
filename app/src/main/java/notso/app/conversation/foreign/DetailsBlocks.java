package notso.app.conversation.foreign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answers of Open WebUI, which keeps reasoning and tool calls as {@code <details type="…">}
 * blocks within the text. Only one that begins a line outside of code is such a block, as it is
 * there; everything else stays text.
 */
final class DetailsBlocks {

    private static final String END = "</details>";

    private static final Pattern LINE =
            Pattern.compile(
                    "^(?: {0,3}(`{3,}|~{3,})[^\\n]*"
                            + "|<details type=\"(reasoning|tool_calls)\"([^>]*)>)",
                    Pattern.MULTILINE);

    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    private static final Pattern SUMMARY = Pattern.compile("\\A\\s*<summary>[^<]*</summary>\\n?");

    private static final Pattern QUOTE = Pattern.compile("^> ?", Pattern.MULTILINE);

    private DetailsBlocks() {}

    static List<Part> parts(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher line = LINE.matcher(text).useAnchoringBounds(false);
        int from = 0;
        String fence = "";
        while (line.find()) {
            String mark = line.group(1);
            if (mark != null) {
                fence = fence.isEmpty() ? mark : closes(line, mark, fence) ? "" : fence;
                continue;
            }
            if (fence.isEmpty()) {
                int end = text.indexOf(END, line.end());
                if (end < 0) {
                    break;
                }
                text(text.substring(from, line.start()), from > 0, true, parts);
                block(line, text.substring(line.end(), end), parts);
                from = end + END.length();
                line.region(from, text.length());
            }
        }
        text(text.substring(from), from > 0, false, parts);
        return parts;
    }

    private static boolean closes(Matcher line, String mark, String fence) {
        return mark.startsWith(fence) && line.group().strip().equals(mark);
    }

    /** Without the line ends that only keep it apart from blocks. */
    private static void text(String text, boolean isBehind, boolean isBefore, List<Part> parts) {
        String said = isBehind ? text.replaceFirst("\\A\\s*\\n", "") : text;
        said = isBefore ? said.stripTrailing() : said;
        if (!said.isBlank()) {
            parts.add(new Part.Text(said));
        }
    }

    private static void block(Matcher line, String inside, List<Part> parts) {
        if (line.group(2).equals("reasoning")) {
            String body = SUMMARY.matcher(inside).replaceFirst("");
            String plain = body.startsWith("&gt;") ? unescaped(body) : body;
            String reasoning = QUOTE.matcher(plain).replaceAll("").strip();
            if (!reasoning.isEmpty()) {
                parts.add(new Part.Reasoning(reasoning));
            }
            return;
        }
        String name = "";
        String arguments = "";
        Optional<String> result = Optional.empty();
        Matcher attribute = ATTRIBUTE.matcher(line.group(3));
        while (attribute.find()) {
            String value = unescaped(attribute.group(2));
            switch (attribute.group(1)) {
                case "name" -> name = value;
                case "arguments" -> arguments = value;
                case "result" -> result = Optional.of(value).filter(text -> !text.isEmpty());
                default -> {}
            }
        }
        parts.add(new Part.Call(ToolCall.named(name, arguments, result)));
    }

    private static String unescaped(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#x27;", "'")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
