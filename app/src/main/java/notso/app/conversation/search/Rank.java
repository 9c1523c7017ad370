package notso.app.conversation.search;

import notso.app.conversation.SessionId;

import java.time.Instant;
import java.util.Comparator;

/**
 * Puts sessions in order; the best one comes first.
 *
 * @param weight more for more and better places
 * @param updated the later one comes first where all else is equal
 */
record Rank(Closeness closeness, int weight, Instant updated, SessionId session)
        implements Comparable<Rank> {

    /** Where the words of a query are, from the best to the worst. */
    enum Closeness {
        PHRASE_IN_TITLE,
        IN_TITLE,
        /** All words, as they were typed. */
        PHRASE,
        /** All words in one question, answer, ... */
        IN_ONE_PLACE,
        APART;

        Closeness orBetter(Closeness other) {
            return other.compareTo(this) < 0 ? other : this;
        }
    }

    private static final Comparator<Rank> ORDER =
            Comparator.comparing(Rank::closeness)
                    .thenComparing(Comparator.comparingInt(Rank::weight).reversed())
                    .thenComparing(Comparator.comparing(Rank::updated).reversed())
                    .thenComparing(Comparator.comparing(Rank::session).reversed());

    @Override
    public int compareTo(Rank other) {
        return ORDER.compare(this, other);
    }
}
