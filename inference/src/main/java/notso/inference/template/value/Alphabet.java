package notso.inference.template.value;

import java.util.Comparator;
import java.util.Locale;

/**
 * The order of names that ECMAScript's {@code localeCompare} gives to ASCII: marks, then digits,
 * then letters without regard to case, which only decides between names that are else the same,
 * small before capital (Unicode CLDR, root collation). Other characters follow by code.
 */
public final class Alphabet {

    public static final Comparator<String> ORDER =
            Comparator.comparing(Alphabet::withoutCase, Alphabet::compareByRank)
                    .thenComparing(Alphabet::compareCase);

    private static final String MARKS =
            "\t\n\u000b\f\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789";

    private Alphabet() {}

    private static String withoutCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static int compareByRank(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            int order = Integer.compare(rank(a.charAt(i)), rank(b.charAt(i)));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static int rank(char c) {
        int mark = MARKS.indexOf(c);
        return mark >= 0 ? mark : MARKS.length() + c;
    }

    private static int compareCase(String a, String b) {
        return b.compareTo(a);
    }
}
