package notso.app.conversation.search;

import notso.app.conversation.search.SearchHit.Range;
import notso.app.conversation.search.words.Query;
import notso.app.conversation.search.words.Words;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Reads a text for the words of a query. All of its words have a bit each, those of a part next to
 * each other, so that what runs through a part is moved on and cut off for all parts at once
 * (Shift-And).
 */
final class Matcher {

    private final int parts;
    private final Map<String, Long> bits = new HashMap<>();
    private final String beginning;
    private final long beginningBit;
    private final List<Integer> partOf = new ArrayList<>();
    private long firsts;
    private long lasts;

    /**
     * A part of the query in a text.
     *
     * @param start index of its first character
     */
    record Sighting(int part, int start) {}

    /**
     * What was found in a section.
     *
     * @param parts a bit for each part that is there
     * @param asTyped where all parts follow each other
     * @param covered the characters of all words that were found
     */
    record Sightings(
            Section section, List<Sighting> all, long parts, OptionalInt asTyped, BitSet covered) {}

    Matcher(Query query) {
        parts = query.parts().size();
        for (int part = 0; part < parts; part++) {
            firsts |= 1L << partOf.size();
            for (String word : query.parts().get(part).words()) {
                bits.merge(word, 1L << partOf.size(), (one, other) -> one | other);
                partOf.add(part);
            }
            lasts |= 1L << partOf.size() - 1;
        }
        Query.Part last = query.parts().getLast();
        beginning = last.words().getLast();
        beginningBit = last.open() ? 1L << partOf.size() - 1 : 0;
    }

    long allParts() {
        return (1L << parts) - 1;
    }

    Sightings read(Section section) {
        List<Sighting> all = new ArrayList<>();
        BitSet covered = new BitSet();
        OptionalInt asTyped = OptionalInt.empty();
        long seen = 0;
        long running = 0;
        long whole = 0;
        List<Range> row = new ArrayList<>();
        Words words = new Words(section.text());
        while (words.next()) {
            long fitting = fitting(words.word());
            if (fitting == 0) {
                running = 0;
                whole = 0;
                row.clear();
                continue;
            }
            row.add(new Range(words.start(), words.end()));
            running = (running << 1 | firsts) & fitting;
            whole = (whole << 1 | 1) & fitting;
            for (long ended = running & lasts; ended != 0; ended &= ended - 1) {
                int bit = Long.numberOfTrailingZeros(ended);
                int part = partOf.get(bit);
                List<Range> found =
                        row.subList(row.size() - 1 - bit + partOf.indexOf(part), row.size());
                all.add(new Sighting(part, found.getFirst().start()));
                seen |= 1L << part;
                found.forEach(word -> covered.set(word.start(), word.end()));
            }
            if (asTyped.isEmpty() && parts > 1 && whole >> partOf.size() - 1 != 0) {
                asTyped = OptionalInt.of(row.get(row.size() - partOf.size()).start());
            }
        }
        return new Sightings(section, all, seen, asTyped, covered);
    }

    private long fitting(String word) {
        long exact = bits.getOrDefault(word, 0L);
        return beginningBit != 0 && word.startsWith(beginning) ? exact | beginningBit : exact;
    }
}
