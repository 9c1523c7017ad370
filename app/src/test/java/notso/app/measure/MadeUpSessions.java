package notso.app.measure;

import notso.app.conversation.Answer;
import notso.app.conversation.Change;
import notso.app.conversation.Entry;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;
import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.Title;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Sessions of words that follow Zipf's law, the same ones for the same seed. A third of each answer
 * is reasoning.
 */
final class MadeUpSessions {

    private static final int WORDS = 30_000;
    private static final int SHORT_WORDS = 300;
    private static final int FEWEST_WORDS = 40;
    private static final int MOST_WORDS = 300;
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private static final String[] ONSETS =
            "b c d f g h j k l m n p r s t v w z br ch dr fl gr kl pr sch st tr th qu".split(" ");
    private static final String[] VOWELS = "a e i o u a e i o ä ö ü é è ai ou ie ea".split(" ");
    private static final String[] CODAS = {"", "", "", "n", "r", "s", "t", "l", "m", "nd", "ng"};

    private final Random random;
    private final List<String> words;
    private final double[] upTo = new double[WORDS];

    MadeUpSessions(long seed) {
        random = new Random(seed);
        words = vocabulary();
        double sum = 0;
        for (int rank = 0; rank < WORDS; rank++) {
            sum += 1.0 / (rank + 1);
            upTo[rank] = sum;
        }
    }

    private List<String> vocabulary() {
        Set<String> distinct = new LinkedHashSet<>();
        while (distinct.size() < WORDS) {
            int syllables =
                    distinct.size() < SHORT_WORDS
                            ? 1
                            : distinct.size() < 10 * SHORT_WORDS
                                    ? 1 + random.nextInt(2)
                                    : 2 + random.nextInt(2);
            StringBuilder word = new StringBuilder();
            for (int i = 0; i < syllables; i++) {
                word.append(one(ONSETS)).append(one(VOWELS)).append(one(CODAS));
            }
            distinct.add(word.toString());
        }
        return new ArrayList<>(distinct);
    }

    private String one(String[] choice) {
        return choice[random.nextInt(choice.length)];
    }

    /** The word of this rank, 0 for the most frequent one. */
    String word(int rank) {
        return words.get(rank);
    }

    Session next(int number, int messages) {
        Instant created = BEGINNING.plusSeconds(3600L * number);
        Session session = new Session(SessionId.fresh(created, random), created);
        session.apply(
                new Entry(created, new Change.Titled(new Title(text(5), Title.Source.MODEL))));
        for (int i = 0; i < messages; i++) {
            MessageId id = session.nextId();
            Optional<MessageId> parent =
                    i == 0 ? Optional.empty() : Optional.of(new MessageId(id.value() - 1));
            Instant at = created.plusSeconds(60L * i);
            int length = FEWEST_WORDS + random.nextInt(MOST_WORDS - FEWEST_WORDS + 1);
            Message message =
                    i % 2 == 0
                            ? new Message.Question(id, parent, at, text(length), List.of())
                            : new Message.Reply(
                                    id,
                                    parent,
                                    at,
                                    Answer.EMPTY.grown(
                                            text(length / 3), text(length - length / 3)));
            session.apply(new Entry(at, new Change.MessageAdded(message)));
        }
        return session;
    }

    private String text(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            String word = words.get(rank());
            boolean begins = i % 12 == 0;
            text.append(begins ? word.substring(0, 1).toUpperCase() + word.substring(1) : word)
                    .append(i % 60 == 59 ? ".\n\n" : i % 12 == 11 ? ". " : i % 6 == 5 ? ", " : " ");
        }
        return text.toString().strip();
    }

    private int rank() {
        double chance = random.nextDouble() * upTo[WORDS - 1];
        int low = 0;
        int high = WORDS - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (upTo[middle] < chance) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** What one types: a frequent word, a rare one, two, a phrase, a title's beginning. */
    List<String> queries() {
        List<String> queries = new ArrayList<>();
        int[] ranks = {0, 3, 10, 40, 150, 600, 2_000, 7_000, 15_000, 29_000};
        for (int rank : ranks) {
            queries.add(word(rank));
            queries.add(word(rank) + " " + word((rank * 7 + 5) % 500));
            queries.add('"' + word(rank / 10) + " " + word(rank / 5 + 1) + '"');
        }
        queries.add(word(0) + " " + word(1) + " " + word(2) + " " + word(3));
        queries.add("nothing like this anywhere");
        return queries;
    }
}
