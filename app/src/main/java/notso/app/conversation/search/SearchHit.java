package notso.app.conversation.search;

import notso.app.conversation.MessageId;
import notso.app.conversation.SessionId;

import java.util.List;
import java.util.Optional;

/**
 * A session that holds every word of a query.
 *
 * @param title its title when it was indexed
 * @param places where the words are, the best one first; at least one
 */
public record SearchHit(SessionId session, String title, List<Place> places) {

    public SearchHit {
        places = List.copyOf(places);
    }

    /**
     * A passage in which words of the query are.
     *
     * @param message the turn that holds it, shown or in another branch; empty for the title
     * @param excerpt one line of some 200 characters at most: the text, with each run of blanks
     *     made one blank and {@code …} where it was cut
     * @param highlights the words that were found, in order and apart from each other
     */
    public record Place(
            Optional<MessageId> message, Field field, String excerpt, List<Range> highlights) {

        public Place {
            highlights = List.copyOf(highlights);
        }
    }

    /**
     * Characters of an excerpt.
     *
     * @param start index of the first {@code char}
     * @param end index after the last one
     */
    public record Range(int start, int end) {}
}
