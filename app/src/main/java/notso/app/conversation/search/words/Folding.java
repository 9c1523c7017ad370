package notso.app.conversation.search.words;

import java.text.Normalizer;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Makes the same of what a person takes for the same: case, accents, vowel points, widths and
 * ligatures disappear, {@code ß} is {@code ss}, and every sigma and every i is one.
 */
final class Folding {

    private static final int TABLE_SIZE = 0x10000;

    /** By code point; filled as characters turn up. */
    private static final AtomicReferenceArray<String> TABLE =
            new AtomicReferenceArray<>(TABLE_SIZE);

    /** Letters that Unicode does not take apart, each before what it is typed as. */
    private static final String PLAIN =
            "øołlđdðdħhŧtıi" + "\u0649\u064a\u0629\u0647\u06a9\u0643\u06cc\u064a";

    private Folding() {}

    /** Appends what one character, with the marks behind it, becomes: often a single letter. */
    static void fold(String text, int start, int end, StringBuilder to) {
        char first = text.charAt(start);
        if (end - start > 1) {
            to.append(fold(text.substring(start, end)));
        } else if (first < 0x80) {
            to.append(first >= 'A' && first <= 'Z' ? (char) (first + ('a' - 'A')) : first);
        } else {
            String folded = TABLE.get(first);
            if (folded == null) {
                folded = fold(String.valueOf(first));
                TABLE.set(first, folded);
            }
            to.append(folded);
        }
    }

    private static String fold(String character) {
        String composed = Normalizer.normalize(character, Normalizer.Form.NFKC);
        // Upwards and down again for the letters that are two in capitals; the capital sharp s is
        // not before it is small.
        String lower =
                composed.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        StringBuilder kept = new StringBuilder();
        Normalizer.normalize(lower, Normalizer.Form.NFKD)
                .codePoints()
                .filter(Folding::counts)
                .forEach(
                        point -> {
                            switch (point) {
                                case 'æ' -> kept.append("ae");
                                case 'œ' -> kept.append("oe");
                                case 'þ' -> kept.append("th");
                                default -> kept.appendCodePoint(plain(point));
                            }
                        });
        // What is left belongs together again: Korean syllables, voiced kana.
        return Normalizer.normalize(kept, Normalizer.Form.NFC);
    }

    private static int plain(int point) {
        for (int i = 0; i < PLAIN.length(); i += 2) {
            if (PLAIN.charAt(i) == point) {
                return PLAIN.charAt(i + 1);
            }
        }
        return point;
    }

    /** False for accents, vowel points and signs; the vowels of Indian scripts and of Thai stay. */
    private static boolean counts(int point) {
        boolean isAccent =
                point >= 0x0300 && point <= 0x036F
                        || point >= 0x1AB0 && point <= 0x1AFF
                        || point >= 0x1DC0 && point <= 0x1DFF
                        || point >= 0x20D0 && point <= 0x20FF
                        || point >= 0xFE00 && point <= 0xFE2F
                        || point >= 0xE0100 && point <= 0xE01EF;
        boolean isPoint =
                point >= 0x0591 && point <= 0x05C7
                        || point >= 0x0610 && point <= 0x061A
                        || point >= 0x064B && point <= 0x065F
                        || point == 0x0670
                        || point >= 0x06D6 && point <= 0x06ED;
        boolean isTatweel = point == 0x0640;
        int type = Character.getType(point);
        boolean isSeen =
                Character.isLetterOrDigit(point)
                        || type == Character.LETTER_NUMBER
                        || type == Character.OTHER_NUMBER
                        || type == Character.OTHER_SYMBOL
                        || type == Character.NON_SPACING_MARK
                        || type == Character.COMBINING_SPACING_MARK
                        || type == Character.ENCLOSING_MARK;
        return isSeen && !isAccent && !isPoint && !isTatweel;
    }
}
