package notso.app.conversation.export.markdown;

/** Foreign text made harmless where it would mean something. */
public final class Escape {

    private static final char REPLACEMENT = '\uFFFD';
    private static final String MARKDOWN = "\\`*_[]<>#|~&";

    private Escape() {}

    /**
     * As text of an HTML page or a quoted attribute that an XML parser reads too: characters that
     * XML lacks become U+FFFD, every line end one line feed.
     */
    public static String html(CharSequence text) {
        StringBuilder html = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                case '\t', '\n' -> html.append(c);
                case '\r' -> {
                    if (i + 1 == text.length() || text.charAt(i + 1) != '\n') {
                        html.append('\n');
                    }
                }
                default -> {
                    boolean isPair =
                            i + 1 < text.length()
                                    && Character.isSurrogatePair(c, text.charAt(i + 1));
                    if (isPair) {
                        html.append(c).append(text.charAt(++i));
                    } else {
                        html.append(isXml(c) ? c : REPLACEMENT);
                    }
                }
            }
        }
        return html.toString();
    }

    /** XML 1.0, production 2, for what is no pair; without U+007F to U+009F, which HTML forbids. */
    private static boolean isXml(char c) {
        return c >= 0x20 && !(c >= 0x7F && c <= 0x9F) && !Character.isSurrogate(c) && c < 0xFFFE;
    }

    /** On one line, and nothing but text where Markdown is expected. */
    public static String markdown(String text) {
        StringBuilder markdown = new StringBuilder(text.length() + 16);
        line(text)
                .chars()
                .forEach(
                        c -> {
                            if (MARKDOWN.indexOf(c) >= 0) {
                                markdown.append('\\');
                            }
                            markdown.append((char) c);
                        });
        return markdown.toString();
    }

    /** On one line, without control characters. */
    public static String line(String text) {
        return text.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ").strip();
    }
}
