package notso.inference.template.syntax;

/**
 * What becomes of the white space around tags before a template is read.
 *
 * <p>Chat templates are rendered with {@code trim_blocks} and {@code lstrip_blocks}: a line break
 * right after a tag goes, and so do blanks between the start of a line and a tag. One line break at
 * the very end goes too. White space is what ECMAScript calls so.
 */
public final class Whitespace {

    private Whitespace() {}

    public static boolean isSpace(char c) {
        return switch (c) {
            case '\t', '\n', '\u000b', '\f', '\r', ' ', '\u00a0', '\ufeff', '\u2028', '\u2029' ->
                    true;
            default -> c > '\u0fff' && Character.getType(c) == Character.SPACE_SEPARATOR;
        };
    }

    /** Index of the first character from {@code start} that is not white space. */
    public static int skip(String text, int start) {
        int i = start;
        while (i < text.length() && isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /**
     * Index after the last character before {@code end}, but from {@code start}, that is no space.
     */
    public static int skipBack(String text, int start, int end) {
        int i = end;
        while (i > start && isSpace(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    static String prepare(String source) {
        String whole = source.endsWith("\n") ? source.substring(0, source.length() - 1) : source;
        return withoutGenerationTags(trimBlocks(stripBlocks(whole)));
    }

    /** Removes blanks and tabs between the start of a line and a tag. */
    private static String stripBlocks(String source) {
        StringBuilder out = new StringBuilder(source.length());
        int i = 0;
        while (i < source.length()) {
            if (i == 0 || isLineEnd(source.charAt(i - 1))) {
                int mark = i;
                while (mark < source.length() && isBlank(source.charAt(mark))) {
                    mark++;
                }
                if (startsTag(source, mark)) {
                    i = mark;
                }
            }
            out.append(source.charAt(i++));
        }
        return out.toString();
    }

    /** Removes the line break that directly follows a tag. */
    private static String trimBlocks(String source) {
        StringBuilder out = new StringBuilder(source.length());
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            boolean afterTag =
                    c == '\n'
                            && i >= 2
                            && source.charAt(i - 1) == '}'
                            && isTagEdge(source.charAt(i - 2));
            if (!afterTag) {
                out.append(c);
            }
        }
        return out.toString();
    }

    /**
     * Removes {@code {% generation %}} and its end tag, which mark the model's own words for
     * training, and the white space around them where they ask for that with a hyphen.
     */
    private static String withoutGenerationTags(String source) {
        StringBuilder out = new StringBuilder(source.length());
        int done = 0;
        int open = source.indexOf("{%");
        while (open >= 0) {
            int i = open + 2;
            boolean stripBefore = i < source.length() && source.charAt(i) == '-';
            i = skip(source, stripBefore ? i + 1 : i);
            i = source.startsWith("end", i) ? i + 3 : i;
            if (source.startsWith("generation", i)) {
                i = skip(source, i + "generation".length());
                boolean stripAfter = i < source.length() && source.charAt(i) == '-';
                i = stripAfter ? i + 1 : i;
                if (source.startsWith("%}", i)) {
                    int before = stripBefore ? skipBack(source, done, open) : open;
                    out.append(source, done, before);
                    done = stripAfter ? skip(source, i + 2) : i + 2;
                }
            }
            open = source.indexOf("{%", Math.max(open + 2, done));
        }
        return out.append(source, done, source.length()).toString();
    }

    private static boolean startsTag(String source, int i) {
        return i + 1 < source.length()
                && source.charAt(i) == '{'
                && isTagEdge(source.charAt(i + 1));
    }

    private static boolean isTagEdge(char c) {
        return c == '#' || c == '%' || c == '-';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
    }
}
