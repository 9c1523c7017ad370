package notso.app.conversation.export.markdown;

import com.vladsch.flexmark.ast.FencedCodeBlock;
import com.vladsch.flexmark.ast.HtmlBlock;
import com.vladsch.flexmark.ast.HtmlCommentBlock;
import com.vladsch.flexmark.util.ast.Node;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Map;

/**
 * Closes what an answer left open at its end, such as a code block that broke off: it would swallow
 * everything behind it.
 */
public final class OpenBlock {

    /** The HTML blocks of CommonMark that end at nothing but their end tag. */
    private static final Map<String, String> ENDS =
            Map.of(
                    "<!--", "-->",
                    "<script", "</script>",
                    "<pre", "</pre>",
                    "<style", "</style>",
                    "<textarea", "</textarea>",
                    "<?", "?>",
                    "<![cdata[", "]]>");

    private OpenBlock() {}

    /** Lines to append, each with its line end; empty for a text that left nothing open. */
    public static String closing(String text) {
        return MarkdownParser.parse(text)
                .map(document -> closing(document.getLastChild()))
                .orElse("");
    }

    private static String closing(@Nullable Node last) {
        return switch (last) {
            case FencedCodeBlock code when code.getClosingMarker().isEmpty() ->
                    code.getOpeningMarker() + "\n";
            case HtmlBlock html -> closingTag(html.getChars().toString());
            case HtmlCommentBlock html -> closingTag(html.getChars().toString());
            case null, default -> "";
        };
    }

    private static String closingTag(String html) {
        String start = html.stripLeading().toLowerCase(Locale.ROOT);
        return ENDS.entrySet().stream()
                .filter(end -> start.startsWith(end.getKey()) && !start.contains(end.getValue()))
                .map(end -> end.getValue() + "\n")
                .findFirst()
                .orElse("");
    }
}
