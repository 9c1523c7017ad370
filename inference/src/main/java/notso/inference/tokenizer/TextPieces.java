package notso.inference.tokenizer;

import notso.inference.EngineException;
import notso.inference.Problem;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts long texts where every {@link PreTokenizer} ends a word whatever comes before or after:
 * between a letter of ASCII and a space or a line break. The pieces give the ids that the whole
 * text gives, and spare the pattern library, which ends the process where it has to look too far.
 */
final class TextPieces {

    private static final int USUAL = 1 << 15;

    /** The pattern library gives up, and aborts, after ten million steps at one place of a text. */
    private static final int MOST = 1 << 20;

    private TextPieces() {}

    /**
     * @throws EngineException with {@link Problem.InvalidValue} if a text goes on for too long
     *     without a place to cut it
     */
    static List<String> of(String text) {
        return of(text, USUAL, MOST);
    }

    static List<String> of(String text, int usual, int most) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = Math.min(start + usual, text.length());
            while (end < text.length() && !canCutAt(text, end)) {
                end++;
            }
            if (end - start > most) {
                throw new EngineException(
                        new Problem.InvalidValue(
                                "length of a text without words",
                                String.valueOf(end - start),
                                "at most %,d characters".formatted(most)));
            }
            pieces.add(text.substring(start, end));
            start = end;
        }
        return pieces;
    }

    private static boolean canCutAt(String text, int place) {
        char before = text.charAt(place - 1);
        char after = text.charAt(place);
        return (before >= 'a' && before <= 'z' || before >= 'A' && before <= 'Z')
                && (after == ' ' || after == '\n');
    }
}
