package notso.app.conversation.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.app.conversation.Session;
import notso.app.conversation.search.SearchHit.Place;
import notso.app.conversation.search.SearchHit.Range;
import notso.app.conversation.search.words.Words;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Many random sessions in many scripts; what is found is what reading all of them finds. */
class ExhaustiveTest {

    private static final int SESSIONS = 120;

    private static final String[] SYLLABLES =
            ("ra in bow map ha sh über Stra ße é e\u0301 œ ı İ Σίς 東 京 タ が 한 국 ภา ที่ كِتَا ب мо ё"
                            + " नि 𠮷 🎉 ﬁ 1 2")
                    .split(" ");

    @TempDir private Path folder;

    private final Random random = new Random(7);
    private final List<Session> sessions = new ArrayList<>();

    /** Per session, the words of each of its texts. */
    private final List<List<List<String>>> said = new ArrayList<>();

    @BeforeEach
    void talk() {
        for (int i = 0; i < SESSIONS; i++) {
            Talk talk = new Talk("s" + i);
            List<List<String>> texts = new ArrayList<>();
            for (int k = 0; k < 1 + i % 7; k++) {
                String question = text();
                String reasoning = text();
                String answer = text();
                talk.asks(question).replies(reasoning, answer);
                List.of(question, reasoning, answer).forEach(said -> texts.add(words(said)));
            }
            sessions.add(talk.session());
            said.add(texts);
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int words = random.nextInt(90);
        for (int i = 0; i < words; i++) {
            for (int k = random.nextInt(3); k >= 0; k--) {
                text.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
            }
            text.append(random.nextInt(9) == 0 ? ".\n" : " ");
        }
        return text.toString();
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Words reader = new Words(text);
        while (reader.next()) {
            words.add(reader.word());
        }
        return words;
    }

    private Set<String> read(List<String> phrase, boolean open) {
        Set<String> found = new HashSet<>();
        for (int i = 0; i < SESSIONS; i++) {
            if (said.get(i).stream().anyMatch(text -> holds(text, phrase, open))) {
                found.add("s" + i);
            }
        }
        return found;
    }

    private static boolean holds(List<String> text, List<String> phrase, boolean open) {
        int last = phrase.size() - 1;
        for (int at = 0; at + last < text.size(); at++) {
            String word = text.get(at + last);
            boolean ends = open ? word.startsWith(phrase.getLast()) : word.equals(phrase.getLast());
            if (ends && text.subList(at, at + last).equals(phrase.subList(0, last))) {
                return true;
            }
        }
        return false;
    }

    @Test
    void wordsBeginningsAndPhrasesAreFoundWhereTheyAre() {
        try (SearchIndex index = SearchIndex.open(folder)) {
            List<Session> shuffled = new ArrayList<>(sessions);
            Collections.shuffle(shuffled, random);
            shuffled.forEach(index::put);
            assertFindsAll(index);
        }
        try (SearchIndex index = SearchIndex.open(folder)) {
            assertFindsAll(index);
        }
    }

    private void assertFindsAll(SearchIndex index) {
        int hits = 0;
        for (int i = 0; i < 200; i++) {
            List<String> words = words(text());
            int from = random.nextInt(said.size());
            List<String> source = said.get(from).getFirst();
            if (i % 2 == 0 && !source.isEmpty()) {
                int at = random.nextInt(source.size());
                words = source.subList(at, Math.min(source.size(), at + 1 + random.nextInt(3)));
            } else {
                words = words.subList(0, Math.min(words.size(), 1 + random.nextInt(2)));
            }
            if (words.isEmpty()) {
                continue;
            }
            String typed = String.join(" ", words);
            assertEquals(read(words, false), found(index, '"' + typed + '"'), typed);
            assertEquals(read(words, true), found(index, '"' + typed), typed);
            Set<String> each = read(words.subList(words.size() - 1, words.size()), true);
            words.subList(0, words.size() - 1)
                    .forEach(word -> each.retainAll(read(List.of(word), false)));
            assertEquals(each, found(index, typed), typed);
            hits += each.size();
        }
        assertTrue(hits > 300, "hits: " + hits);
    }

    private static Set<String> found(SearchIndex index, String query) {
        Set<String> found = new HashSet<>();
        index.search(query, SESSIONS).forEach(hit -> found.add(hit.session().value()));
        return found;
    }

    @Test
    void highlightsAreWholeWordsOfTheQuery() {
        try (SearchIndex index = SearchIndex.open(folder)) {
            sessions.forEach(index::put);
            int highlights = 0;
            for (int i = 0; i < 200; i++) {
                List<String> words = words(text());
                if (words.isEmpty()) {
                    continue;
                }
                String word = words.getFirst();
                for (SearchHit hit : index.search(word, 10)) {
                    for (Place place : hit.places()) {
                        assertRanges(place, word);
                        highlights += place.highlights().size();
                    }
                }
            }
            assertTrue(highlights > 500, "highlights: " + highlights);
        }
    }

    private static void assertRanges(Place place, String word) {
        String excerpt = place.excerpt();
        assertTrue(excerpt.length() <= 200, excerpt);
        assertFalse(place.highlights().isEmpty(), excerpt);
        int before = -1;
        for (Range range : place.highlights()) {
            assertTrue(range.start() > before && range.end() > range.start(), excerpt);
            before = range.end();
            String marked = excerpt.substring(range.start(), range.end());
            List<String> found = words(marked);
            assertTrue(
                    !found.isEmpty() && found.stream().allMatch(part -> part.startsWith(word)),
                    () -> word + " in " + marked);
            boolean isCut =
                    range.end() < excerpt.length()
                            && (Character.isLowSurrogate(excerpt.charAt(range.end()))
                                    || Character.getType(excerpt.charAt(range.end()))
                                            == Character.NON_SPACING_MARK);
            assertFalse(isCut, excerpt);
        }
    }
}
