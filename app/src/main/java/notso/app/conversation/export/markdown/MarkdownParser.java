package notso.app.conversation.export.markdown;

import com.vladsch.flexmark.ext.autolink.AutolinkExtension;
import com.vladsch.flexmark.ext.gfm.strikethrough.StrikethroughExtension;
import com.vladsch.flexmark.ext.gfm.tasklist.TaskListExtension;
import com.vladsch.flexmark.ext.tables.TablesExtension;
import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.util.ast.Document;

import java.util.List;
import java.util.Optional;

/** CommonMark with GFM's tables, task lists, strikethrough and autolinks. */
final class MarkdownParser {

    /** In characters; parsing takes about 0.3 s there. */
    private static final int LONGEST = 1_000_000;

    /** Parsing takes time by the square of these. */
    private static final int MOST_LINKS = 5_000;

    private static final Parser PARSER =
            Parser.builder()
                    .extensions(
                            List.of(
                                    AutolinkExtension.create(),
                                    StrikethroughExtension.create(),
                                    TablesExtension.create(),
                                    TaskListExtension.create()))
                    .build();

    private MarkdownParser() {}

    /** Empty for what would take too long or nests so deep that the parser's stack ends. */
    static Optional<Document> parse(String text) {
        if (text.length() > LONGEST || links(text) > MOST_LINKS) {
            return Optional.empty();
        }
        try {
            return Optional.of(PARSER.parse(text));
        } catch (StackOverflowError _) {
            return Optional.empty();
        }
    }

    private static int links(String text) {
        int count = 0;
        for (int at = text.indexOf("]("); at >= 0; at = text.indexOf("](", at + 2)) {
            count++;
        }
        return count;
    }
}
