package notso.app.conversation;

import java.util.regex.Pattern;

/**
 * What a session is called.
 *
 * @param text one line, empty as long as there is nothing to name it by
 * @param source who gave it; a later one of a weaker source does not replace it
 */
public record Title(String text, Source source) {

    /** Who gives titles, from the weakest to the strongest. */
    public enum Source {
        /** The first words of the first question. */
        WORDS,
        /** The model, having read the first exchange. */
        MODEL,
        PERSON
    }

    private static final Pattern BREAKS = Pattern.compile("[\\s\\p{Cc}\\u2028\\u2029]+");

    public static final Title NONE = new Title("", Source.WORDS);

    /** In characters. */
    public static final int LONGEST = 200;

    private static final int LONGEST_OF_WORDS = 48;

    public Title {
        text = oneLine(text, LONGEST);
    }

    /** The beginning of a question, cut between words. */
    public static Title ofWords(String question) {
        return new Title(oneLine(question, LONGEST_OF_WORDS), Source.WORDS);
    }

    /** Whether this may take the place of another. */
    public boolean replaces(Title other) {
        return source.compareTo(other.source) >= 0;
    }

    /** Most are: thousands of them are read when the application starts. */
    private static boolean isPlain(String text) {
        boolean blankBefore = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == ' ' && blankBefore) {
                return false;
            }
            blankBefore = c == ' ';
        }
        return text.isEmpty() || !blankBefore;
    }

    private static String oneLine(String text, int longest) {
        String begin = text.substring(0, Math.min(text.length(), 16 * LONGEST));
        String line = isPlain(begin) ? begin : BREAKS.matcher(begin).replaceAll(" ").strip();
        if (line.codePointCount(0, line.length()) <= longest) {
            return line;
        }
        String cut = line.substring(0, line.offsetByCodePoints(0, longest - 1));
        int blank = cut.lastIndexOf(' ');
        return (blank > cut.length() / 2 ? cut.substring(0, blank) : cut) + "…";
    }
}
