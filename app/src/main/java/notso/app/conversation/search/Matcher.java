package notso.app.conversation.search;

import notso.app.conversation.search.words.Query;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the places of a query in one session after the other. What {@link #match} found holds until
 * it is called again.
 */
final class Matcher {

    private static final int MOST_PLACES = 3;

    /** Words that one sees at a glance. */
    private static final int NEAR = 24;

    /** Places of a part that are looked at in a section, to find where they are close together. */
    private static final int TRIES = 64;

    /** Twice as often says a little more, up to here. */
    private static final int MOST_DOUBLINGS = 4;

    private static final int WEIGHT_OF_WHOLE_WORD = 3;

    private final Query query;
    private final Positions[] found;
    private final PackedWords.Found[] how;
    private final Positions word = new Positions();
    private final Positions phrase = new Positions();

    /**
     * A place to show.
     *
     * @param section of the layout
     * @param position where the excerpt has its beginning
     */
    record Spot(int section, int position) {}

    Matcher(Query query) {
        this.query = query;
        int parts = query.parts().size();
        found = new Positions[parts];
        for (int i = 0; i < parts; i++) {
            found[i] = new Positions();
        }
        how = new PackedWords.Found[parts];
    }

    /** Whether every part of the query is somewhere in the session. */
    boolean match(IndexedSession session) {
        for (int i = 0; i < found.length; i++) {
            if (!findPart(i, session)) {
                return false;
            }
        }
        findPhrase();
        return found.length > 0;
    }

    private boolean findPart(int index, IndexedSession session) {
        Query.Part part = query.parts().get(index);
        int size = session.layout().positions();
        int last = part.words().size() - 1;
        for (int i = 0; i <= last; i++) {
            Positions places = i == 0 ? found[index] : word;
            places.clear(size);
            boolean open = part.open() && i == last;
            how[index] = session.words().find(part.words().get(i), open, places);
            if (how[index] == PackedWords.Found.NOT) {
                return false;
            }
            if (i > 0) {
                found[index].keepIfFollowed(word, i);
            }
        }
        return last == 0 || !found[index].isEmpty();
    }

    /** Where all parts follow each other as they were typed. */
    private void findPhrase() {
        if (found.length == 0) {
            return;
        }
        phrase.set(found[0]);
        int distance = 0;
        for (int i = 1; i < found.length; i++) {
            distance += query.parts().get(i - 1).words().size();
            phrase.keepIfFollowed(found[i], distance);
        }
    }

    /** How good the match is: first where the words are, then how often and how exactly. */
    Rank rank(IndexedSession session) {
        Layout layout = session.layout();
        Rank.Closeness closeness = phrase.isEmpty() ? Rank.Closeness.APART : Rank.Closeness.PHRASE;
        int weight = 0;
        int most = 0;
        for (int section = 0; section < layout.sections(); section++) {
            int from = layout.firstPositions()[section];
            int to = layout.endPosition(section);
            boolean hasPhrase = phrase.anyWithin(from, to);
            int parts = hasPhrase ? found.length + 1 : partsWithin(from, to);
            if (parts >= found.length) {
                closeness = closeness.orBetter(closeness(layout.field(section), hasPhrase));
            }
            if (parts > 0 && parts >= most) {
                int own = layout.field(section).weight();
                weight = parts > most ? own : Math.max(weight, own);
                most = parts;
            }
        }
        return new Rank(closeness, weight + frequency(), session.updated(), session.id());
    }

    private static Rank.Closeness closeness(Field field, boolean hasPhrase) {
        if (field == Field.TITLE) {
            return hasPhrase ? Rank.Closeness.PHRASE_IN_TITLE : Rank.Closeness.IN_TITLE;
        }
        return hasPhrase ? Rank.Closeness.PHRASE : Rank.Closeness.IN_ONE_PLACE;
    }

    private int frequency() {
        int sum = 0;
        for (int i = 0; i < found.length; i++) {
            int doublings = 31 - Integer.numberOfLeadingZeros(found[i].count());
            sum += Math.min(doublings, MOST_DOUBLINGS);
            sum += how[i] == PackedWords.Found.WHOLE ? WEIGHT_OF_WHOLE_WORD : 0;
        }
        return sum;
    }

    private int partsWithin(int from, int to) {
        int parts = 0;
        for (Positions places : found) {
            parts += places.anyWithin(from, to) ? 1 : 0;
        }
        return parts;
    }

    /** The best places, in different sections: together they show as many parts as they can. */
    List<Spot> spots(Layout layout) {
        List<Spot> spots = new ArrayList<>();
        boolean[] taken = new boolean[layout.sections()];
        boolean[] shown = new boolean[found.length];
        while (spots.size() < MOST_PLACES) {
            int best = -1;
            int bestWorth = 0;
            for (int section = 0; section < taken.length; section++) {
                int worth = taken[section] ? 0 : worth(layout, section, shown);
                if (worth > bestWorth) {
                    best = section;
                    bestWorth = worth;
                }
            }
            if (best < 0) {
                break;
            }
            taken[best] = true;
            int from = layout.firstPositions()[best];
            int to = layout.endPosition(best);
            for (int i = 0; i < found.length; i++) {
                shown[i] |= found[i].anyWithin(from, to);
            }
            spots.add(new Spot(best, densest(from, to)));
        }
        return spots;
    }

    private int worth(Layout layout, int section, boolean[] shown) {
        int from = layout.firstPositions()[section];
        int to = layout.endPosition(section);
        int parts = 0;
        int fresh = 0;
        for (int i = 0; i < found.length; i++) {
            if (found[i].anyWithin(from, to)) {
                parts++;
                fresh += shown[i] ? 0 : 1;
            }
        }
        if (parts == 0) {
            return 0;
        }
        int phrases = phrase.anyWithin(from, to) ? 1 : 0;
        return ((phrases * 64 + fresh) * 64 + parts) * 64 + layout.field(section).weight();
    }

    /** The place within a section behind which most parts are near. */
    private int densest(int from, int to) {
        int whole = phrase.next(from, to);
        if (whole < to) {
            return whole;
        }
        int best = from;
        int most = 0;
        for (Positions places : found) {
            int place = places.next(from, to);
            for (int i = 0; i < TRIES && place < to; i++) {
                int parts = partsWithin(place, Math.min(to, place + NEAR));
                if (parts > most || parts == most && place < best) {
                    best = place;
                    most = parts;
                }
                place = places.next(place + 1, to);
            }
        }
        return best;
    }

    /** Whether this word is part of a match. */
    boolean covers(int position) {
        for (int i = 0; i < found.length; i++) {
            int words = query.parts().get(i).words().size();
            for (int before = 0; before < words; before++) {
                if (found[i].contains(position - before)) {
                    return true;
                }
            }
        }
        return false;
    }
}
