package notso.app.conversation.search.words;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/**
 * Walks over the words of a text. A word is a run of letters and digits, as it is {@linkplain
 * Folding folded}. In scripts that put no blanks between words every character is one, so that any
 * part of a sentence is found as a row of words; so is every pictograph.
 */
public final class Words {

    /** In characters, apart from the last character's marks; the rest is another word. */
    private static final int LONGEST = 64;

    private static final int MOST_MARKS = 4;

    private static final Set<UnicodeScript> WITHOUT_BLANKS =
            EnumSet.of(
                    UnicodeScript.HAN,
                    UnicodeScript.HIRAGANA,
                    UnicodeScript.KATAKANA,
                    UnicodeScript.BOPOMOFO,
                    UnicodeScript.HANGUL,
                    UnicodeScript.YI,
                    UnicodeScript.THAI,
                    UnicodeScript.LAO,
                    UnicodeScript.KHMER,
                    UnicodeScript.MYANMAR,
                    UnicodeScript.TIBETAN);

    private enum Kind {
        LETTER,
        WORD_OF_ITS_OWN,
        UNSEEN,
        BETWEEN
    }

    private final String text;
    private final StringBuilder word = new StringBuilder();
    private int at;
    private int start;
    private int end;

    public Words(String text) {
        this.text = text;
    }

    /** Goes to the next word; false if there is none. */
    public boolean next() {
        word.setLength(0);
        while (at < text.length()) {
            int point = text.codePointAt(at);
            switch (kind(point)) {
                case LETTER -> take(clusterEnd(point));
                case WORD_OF_ITS_OWN -> {
                    if (!word.isEmpty()) {
                        return true;
                    }
                    take(clusterEnd(point));
                    if (!word.isEmpty()) {
                        return true;
                    }
                }
                case UNSEEN -> at += Character.charCount(point);
                case BETWEEN -> {
                    if (!word.isEmpty()) {
                        return true;
                    }
                    at += Character.charCount(point);
                }
            }
            if (word.length() >= LONGEST) {
                return true;
            }
        }
        return !word.isEmpty();
    }

    private void take(int clusterEnd) {
        if (word.isEmpty()) {
            start = at;
        }
        Folding.fold(text, at, clusterEnd, word);
        at = clusterEnd;
        end = at;
    }

    /** Folded; some 150 characters at most. */
    public String word() {
        return word.toString();
    }

    /** Where it begins in the text. */
    public int start() {
        return start;
    }

    public int end() {
        return end;
    }

    private int clusterEnd(int point) {
        int index = at + Character.charCount(point);
        for (int marks = 0; marks < MOST_MARKS && index < text.length(); marks++) {
            int next = text.codePointAt(index);
            if (next < 0x300 || !joins(next)) {
                break;
            }
            index += Character.charCount(next);
        }
        return index;
    }

    /** Belongs to the character before it: marks, Korean vowels and finals, narrow kana's marks. */
    private static boolean joins(int point) {
        return isMark(point) || point >= 0x1160 && point <= 0x11FF;
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return point == 0xFF9E
                || point == 0xFF9F
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private Kind kind(int point) {
        if (point < 0x80) {
            return point >= 'a' && point <= 'z'
                            || point >= 'A' && point <= 'Z'
                            || point >= '0' && point <= '9'
                    ? Kind.LETTER
                    : Kind.BETWEEN;
        }
        int type = Character.getType(point);
        if (isMark(point)) {
            return word.isEmpty() ? Kind.BETWEEN : Kind.LETTER;
        }
        return switch (type) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER ->
                    standsAlone(point) ? Kind.WORD_OF_ITS_OWN : Kind.LETTER;
            case Character.OTHER_SYMBOL -> Kind.WORD_OF_ITS_OWN;
            case Character.FORMAT -> Kind.UNSEEN;
            default -> Kind.BETWEEN;
        };
    }

    private static boolean standsAlone(int point) {
        if (point < 0x0E00) {
            return false;
        }
        boolean isKanaOrItsSign =
                point >= 0x3000 && point <= 0x30FF || point >= 0xFF66 && point <= 0xFF9F;
        return isKanaOrItsSign || WITHOUT_BLANKS.contains(UnicodeScript.of(point));
    }
}
