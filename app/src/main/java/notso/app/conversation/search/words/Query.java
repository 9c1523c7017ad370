package notso.app.conversation.search.words;

import java.util.ArrayList;
import java.util.List;

/**
 * What is looked for.
 *
 * @param parts each has to be found; none, and nothing is
 */
public record Query(List<Part> parts) {

    private static final int LONGEST = 1_000;
    private static final int MOST_WORDS = 32;
    private static final String QUOTES = "\"“”„‟«»";

    /**
     * Words in a row: one word, or what a word of the person's turned out to be made of, or what
     * stood in quotation marks.
     *
     * @param words folded
     * @param open whether the last word may go on
     */
    public record Part(List<String> words, boolean open) {}

    /**
     * Reads it as plain text; the only sign with a meaning is the quotation mark. What is too long
     * is cut.
     */
    public static Query of(String typed) {
        String text = typed.substring(0, Math.min(typed.length(), LONGEST));
        List<Part> parts = new ArrayList<>();
        boolean quoted = false;
        boolean closed = false;
        int room = MOST_WORDS;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            boolean atEnd = i == text.length();
            boolean isQuote = !atEnd && QUOTES.indexOf(text.charAt(i)) >= 0;
            if (!atEnd && !isQuote && (quoted || !isBlank(text.charAt(i)))) {
                continue;
            }
            List<String> words = words(text.substring(start, i), room);
            if (!words.isEmpty()) {
                parts.add(new Part(words, false));
                room -= words.size();
                closed = quoted && isQuote;
            }
            quoted ^= isQuote;
            start = i + 1;
        }
        if (!parts.isEmpty() && !closed) {
            parts.set(parts.size() - 1, new Part(parts.getLast().words(), true));
        }
        return new Query(List.copyOf(parts));
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static List<String> words(String text, int most) {
        List<String> words = new ArrayList<>();
        Words reader = new Words(text);
        while (words.size() < most && reader.next()) {
            words.add(reader.word());
        }
        return words;
    }
}
