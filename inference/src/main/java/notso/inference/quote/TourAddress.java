package notso.inference.quote;

/** A place in the tour; chapters and verses are counted from 1. */
public sealed interface TourAddress {

    /** The list of chapters. */
    record Contents() implements TourAddress {}

    /** A chapter with its title. */
    record Chapter(int chapter) implements TourAddress {}

    /** From one verse to another, both included. */
    record Passage(Verse first, Verse last) implements TourAddress {}

    /** One verse. */
    record Verse(int chapter, int verse) implements Comparable<Verse> {

        @Override
        public int compareTo(Verse other) {
            return chapter == other.chapter
                    ? Integer.compare(verse, other.verse)
                    : Integer.compare(chapter, other.chapter);
        }

        @Override
        public String toString() {
            return chapter + ":" + verse;
        }
    }

    /**
     * Reads {@code 3}, {@code 1:5}, {@code 1:1-14} or {@code 1:10-2:3}; nothing is the contents.
     *
     * @throws notso.inference.EngineException with {@link notso.inference.Problem.InvalidValue} for
     *     anything else
     */
    static TourAddress parse(String text) {
        return text.isBlank() ? new Contents() : TourAddressParser.parse(text.strip());
    }
}
