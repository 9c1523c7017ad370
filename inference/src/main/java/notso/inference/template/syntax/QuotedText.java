package notso.inference.template.syntax;

/**
 * A string literal.
 *
 * @param text what it stands for, without quotes and escapes
 * @param end offset after the closing quote
 */
record QuotedText(String text, int end) {

    /** Reads the literal whose opening quote is at a position. */
    static QuotedText read(String source, int position) {
        char quote = source.charAt(position);
        StringBuilder text = new StringBuilder();
        int i = position + 1;
        while (i < source.length() && source.charAt(i) != quote) {
            char c = source.charAt(i);
            if (c == '\\' && i + 1 < source.length()) {
                i = escape(source, i + 1, text);
            } else {
                text.append(c);
                i++;
            }
        }
        if (i >= source.length()) {
            throw Excerpt.fault(source, position, "a string is not closed");
        }
        return new QuotedText(text.toString(), i + 1);
    }

    /** Takes the escape whose letter is at a position, and returns where it ends. */
    private static int escape(String source, int position, StringBuilder into) {
        char c = source.charAt(position);
        switch (c) {
            case 'n' -> into.append('\n');
            case 't' -> into.append('\t');
            case 'r' -> into.append('\r');
            case 'b' -> into.append('\b');
            case 'f' -> into.append('\f');
            case 'v' -> into.append('\u000b');
            case '\'', '"', '\\' -> into.append(c);
            case 'x' -> into.append(hexadecimal(source, position + 1, 2));
            case 'u' -> into.append(hexadecimal(source, position + 1, 4));
            default -> into.append('\\').append(c);
        }
        return position + (c == 'x' ? 3 : c == 'u' ? 5 : 1);
    }

    private static char hexadecimal(String source, int position, int length) {
        int end = position + length;
        int code = 0;
        for (int i = position; i < end; i++) {
            int digit = i < source.length() ? hexadecimalDigit(source.charAt(i)) : -1;
            if (digit < 0) {
                throw Excerpt.fault(source, position, "a string has a broken escape");
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private static int hexadecimalDigit(char c) {
        return c <= 'f' ? Character.digit(c, 16) : -1;
    }
}
