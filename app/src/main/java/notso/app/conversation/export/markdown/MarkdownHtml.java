package notso.app.conversation.export.markdown;

import com.vladsch.flexmark.ast.BlockQuote;
import com.vladsch.flexmark.ast.BulletList;
import com.vladsch.flexmark.ast.FencedCodeBlock;
import com.vladsch.flexmark.ast.Heading;
import com.vladsch.flexmark.ast.IndentedCodeBlock;
import com.vladsch.flexmark.ast.ListItem;
import com.vladsch.flexmark.ast.OrderedList;
import com.vladsch.flexmark.ast.Paragraph;
import com.vladsch.flexmark.ast.Reference;
import com.vladsch.flexmark.ast.ThematicBreak;
import com.vladsch.flexmark.ext.gfm.tasklist.TaskListItem;
import com.vladsch.flexmark.ext.tables.TableBlock;
import com.vladsch.flexmark.ext.tables.TableBody;
import com.vladsch.flexmark.ext.tables.TableCell;
import com.vladsch.flexmark.ext.tables.TableHead;
import com.vladsch.flexmark.ext.tables.TableRow;
import com.vladsch.flexmark.util.ast.Document;
import com.vladsch.flexmark.util.ast.Node;

import java.util.Locale;
import java.util.Optional;

/**
 * Markdown as HTML in which every tag is closed. It holds no element but those named here, no
 * attribute but those named here, and no link but to http, https and mailto.
 */
public final class MarkdownHtml {

    /** Deeper blocks are shown as their source. */
    private static final int DEEPEST = 40;

    /** Headings of an answer stand below those of the page. */
    private static final int HEADINGS_ABOVE = 2;

    private final StringBuilder html = new StringBuilder();
    private final HtmlInlines inlines;
    private int depth;

    private MarkdownHtml(String imageWord) {
        inlines = new HtmlInlines(html, imageWord);
    }

    /**
     * Renders a text; one that cannot be parsed is shown as it was written.
     *
     * @param imageWord stands for an image that has no text of its own
     */
    public static String of(String markdown, String imageWord) {
        return MarkdownParser.parse(markdown)
                .flatMap(document -> rendered(document, imageWord))
                .orElseGet(() -> asWritten(markdown));
    }

    /** Empty for what nests so deep that the stack ends, as libraries find it by recursion. */
    private static Optional<String> rendered(Document document, String imageWord) {
        MarkdownHtml page = new MarkdownHtml(imageWord);
        try {
            page.blocks(document);
            return Optional.of(page.html.toString());
        } catch (StackOverflowError _) {
            return Optional.empty();
        }
    }

    /** Text as it is, with its blanks and line ends. */
    public static String asWritten(CharSequence text) {
        return "<p class=\"written\" dir=\"auto\">" + Escape.html(text) + "</p>\n";
    }

    private void blocks(Node parent) {
        if (depth == DEEPEST) {
            html.append(asWritten(parent.getChars()));
            return;
        }
        depth++;
        for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
            block(child);
        }
        depth--;
    }

    private void block(Node node) {
        switch (node) {
            case Paragraph paragraph -> paragraph(paragraph);
            case Heading heading -> heading(heading);
            case BlockQuote quote -> within("blockquote", "", quote);
            case BulletList list -> within("ul", "", list);
            case OrderedList list -> within("ol", start(list), list);
            case TaskListItem item -> {
                html.append("<li class=\"task\"><input type=\"checkbox\" disabled=\"disabled\"");
                html.append(item.isItemDoneMarker() ? " checked=\"checked\" /> " : " /> ");
                blocks(item);
                html.append("</li>\n");
            }
            case ListItem item -> {
                html.append("<li>");
                blocks(item);
                html.append("</li>\n");
            }
            case FencedCodeBlock code ->
                    code(
                            code.getInfoDelimitedByAny(c -> c == ' ' || c == '\t').unescape(),
                            code.getContentChars());
            case IndentedCodeBlock code -> code("", code.getContentChars().trimTailBlankLines());
            case ThematicBreak _ -> html.append("<hr />\n");
            case TableBlock table -> table(table);
            case Reference _ -> {
                // Where it is referred to, the target is shown.
            }
            default -> html.append(asWritten(node.getChars().trimEOL()));
        }
    }

    /** Only blocks at the top have a direction of their own: what is within follows them. */
    private String direction() {
        return depth == 1 ? " dir=\"auto\"" : "";
    }

    private void within(String element, String attributes, Node node) {
        html.append('<').append(element).append(attributes).append(direction()).append(">\n");
        blocks(node);
        html.append("</").append(element).append(">\n");
    }

    private static String start(OrderedList list) {
        return list.getStartNumber() == 1 ? "" : " start=\"" + list.getStartNumber() + "\"";
    }

    private void paragraph(Paragraph paragraph) {
        boolean isTight =
                paragraph.getParent() instanceof ListItem item
                        && item.isParagraphInTightListItem(paragraph);
        html.append(isTight ? "" : "<p" + direction() + ">");
        inlines.children(paragraph);
        html.append(isTight ? "\n" : "</p>\n");
    }

    private void heading(Heading heading) {
        String element = "h" + Math.min(6, heading.getLevel() + HEADINGS_ABOVE);
        html.append('<').append(element).append(direction()).append('>');
        inlines.children(heading);
        html.append("</").append(element).append(">\n");
    }

    private void code(String language, CharSequence text) {
        html.append("<pre dir=\"ltr\"");
        if (!language.isBlank()) {
            html.append(" title=\"").append(Escape.html(language)).append('"');
        }
        html.append("><code>").append(Escape.html(text)).append("</code></pre>\n");
    }

    private void table(TableBlock table) {
        html.append("<div class=\"table\"><table").append(direction()).append(">\n");
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            if (part instanceof TableHead) {
                rows("thead", part);
            } else if (part instanceof TableBody && part.hasChildren()) {
                rows("tbody", part);
            }
        }
        html.append("</table></div>\n");
    }

    private void rows(String element, Node part) {
        html.append('<').append(element).append(">\n");
        for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
            if (row instanceof TableRow) {
                row(row);
            }
        }
        html.append("</").append(element).append(">\n");
    }

    private void row(Node row) {
        html.append("<tr>");
        for (Node child = row.getFirstChild(); child != null; child = child.getNext()) {
            if (child instanceof TableCell cell) {
                String element = cell.isHeader() ? "th" : "td";
                html.append('<').append(element).append(alignment(cell)).append('>');
                inlines.children(cell);
                html.append("</").append(element).append('>');
            }
        }
        html.append("</tr>\n");
    }

    private static String alignment(TableCell cell) {
        TableCell.Alignment alignment = cell.getAlignment();
        return alignment == null
                ? ""
                : " class=\"" + alignment.name().toLowerCase(Locale.ROOT) + "\"";
    }
}
