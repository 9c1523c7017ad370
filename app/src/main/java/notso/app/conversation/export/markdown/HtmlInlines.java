package notso.app.conversation.export.markdown;

import com.vladsch.flexmark.ast.AutoLink;
import com.vladsch.flexmark.ast.Code;
import com.vladsch.flexmark.ast.Emphasis;
import com.vladsch.flexmark.ast.HardLineBreak;
import com.vladsch.flexmark.ast.HtmlEntity;
import com.vladsch.flexmark.ast.Image;
import com.vladsch.flexmark.ast.ImageRef;
import com.vladsch.flexmark.ast.Link;
import com.vladsch.flexmark.ast.LinkRef;
import com.vladsch.flexmark.ast.MailLink;
import com.vladsch.flexmark.ast.RefNode;
import com.vladsch.flexmark.ast.Reference;
import com.vladsch.flexmark.ast.SoftLineBreak;
import com.vladsch.flexmark.ast.StrongEmphasis;
import com.vladsch.flexmark.ast.Text;
import com.vladsch.flexmark.ast.TextBase;
import com.vladsch.flexmark.ext.gfm.strikethrough.Strikethrough;
import com.vladsch.flexmark.util.ast.Document;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.ast.TextCollectingVisitor;
import com.vladsch.flexmark.util.sequence.BasedSequence;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands within a line, as HTML. Raw HTML and whatever is not known is shown as its source; an
 * image is a link to it, since nothing may be fetched when the page opens.
 */
final class HtmlInlines {

    /** Deeper ones are shown as their source. */
    private static final int DEEPEST = 50;

    private static final Pattern TARGET =
            Pattern.compile("(https?://|mailto:)\\S+", Pattern.CASE_INSENSITIVE);

    private final StringBuilder html;
    private final String imageWord;
    private int depth;
    private boolean isInLink;

    HtmlInlines(StringBuilder html, String imageWord) {
        this.html = html;
        this.imageWord = imageWord;
    }

    void children(Node parent) {
        if (depth == DEEPEST) {
            source(parent);
            return;
        }
        depth++;
        for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
            inline(child);
        }
        depth--;
    }

    private void inline(Node node) {
        switch (node) {
            case Text text -> plain(text.getChars());
            case HtmlEntity entity -> plain(entity.getChars());
            case TextBase text -> children(text);
            case SoftLineBreak _ -> html.append('\n');
            case HardLineBreak _ -> html.append("<br />\n");
            case Code code -> code(code);
            case Emphasis emphasis -> within("em", emphasis);
            case StrongEmphasis strong -> within("strong", strong);
            case Strikethrough strike -> within("del", strike);
            case Link link -> link(link.getUrl().unescape(), link);
            case LinkRef link ->
                    reference(link)
                            .ifPresentOrElse(
                                    to -> link(to.getUrl().unescape(), link), () -> source(link));
            case AutoLink link -> linkOfText(link.getText().toString(), link.getText());
            case MailLink link -> linkOfText("mailto:" + link.getText(), link.getText());
            case Image image -> image(image.getUrl().unescape(), image);
            case ImageRef image ->
                    reference(image)
                            .ifPresentOrElse(
                                    to -> image(to.getUrl().unescape(), image),
                                    () -> source(image));
            default -> source(node);
        }
    }

    private static Optional<Reference> reference(RefNode node) {
        Document document = node.getDocument();
        return Optional.ofNullable(node.getReferenceNode(document));
    }

    private void plain(BasedSequence source) {
        html.append(Escape.html(source.unescape()));
    }

    private void source(Node node) {
        html.append(Escape.html(node.getChars()));
    }

    private void within(String element, Node node) {
        html.append('<').append(element).append('>');
        children(node);
        html.append("</").append(element).append('>');
    }

    private void code(Code code) {
        String text = code.getText().toString().replaceAll("\\R", " ");
        boolean isPadded =
                text.length() > 2 && text.startsWith(" ") && text.endsWith(" ") && !text.isBlank();
        html.append("<code dir=\"ltr\">")
                .append(Escape.html(isPadded ? text.substring(1, text.length() - 1) : text))
                .append("</code>");
    }

    private void link(String target, Node content) {
        if (isInLink || !open(target, "")) {
            children(content);
            return;
        }
        isInLink = true;
        children(content);
        isInLink = false;
        html.append("</a>");
    }

    private void linkOfText(String address, BasedSequence text) {
        String target =
                address.toLowerCase(Locale.ROOT).startsWith("www.")
                        ? "https://" + address
                        : address;
        boolean isOpen = !isInLink && open(target, "");
        html.append(Escape.html(text));
        html.append(isOpen ? "</a>" : "");
    }

    private void image(String target, Node image) {
        String alt = new TextCollectingVisitor().collectAndGetText(image);
        boolean isOpen = !isInLink && open(target, " class=\"image\"");
        html.append(Escape.html(alt.isBlank() ? imageWord : alt));
        html.append(isOpen ? "</a>" : "");
    }

    /** Whether the target may be gone to, and a link to it is begun. */
    private boolean open(String target, String attributes) {
        if (!TARGET.matcher(target).matches()) {
            return false;
        }
        html.append("<a href=\"")
                .append(Escape.html(target))
                .append("\" rel=\"noopener noreferrer nofollow\"")
                .append(attributes)
                .append('>');
        return true;
    }
}
