package notso.app.conversation.search.words;

/** Text as an excerpt shows it. */
public final class OneLine {

    private OneLine() {}

    /**
     * The text in one line: each run of blanks, line ends and control characters is one blank, what
     * would turn the direction of other text is left out, and half a character is U+FFFD.
     *
     * @param longest in characters; the rest is cut off
     */
    public static String of(String text, int longest) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), longest));
        int index = 0;
        while (index < text.length() && line.length() < longest) {
            int point = text.codePointAt(index);
            int size = Character.charCount(point);
            index += size;
            if (isBlank(point)) {
                boolean isFirst = line.isEmpty() || line.charAt(line.length() - 1) == ' ';
                line.append(isFirst ? "" : " ");
            } else if (Character.getType(point) == Character.SURROGATE) {
                line.append('\uFFFD');
            } else if (line.length() + size <= longest && !turns(point)) {
                line.appendCodePoint(point);
            }
        }
        return line.toString().stripTrailing();
    }

    private static boolean isBlank(int point) {
        return point == ' '
                || point < 0x20
                || point >= 0x7F
                        && (Character.isISOControl(point)
                                || Character.isSpaceChar(point)
                                || Character.isWhitespace(point));
    }

    private static boolean turns(int point) {
        return point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069;
    }
}
