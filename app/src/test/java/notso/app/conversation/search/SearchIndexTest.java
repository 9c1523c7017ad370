package notso.app.conversation.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.app.conversation.Attachment;
import notso.app.conversation.Change;
import notso.app.conversation.MessageId;
import notso.app.conversation.Session;
import notso.app.conversation.SessionSummary;
import notso.app.conversation.Title;
import notso.app.conversation.search.SearchHit.Place;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class SearchIndexTest {

    @TempDir private Path folder;
    private SearchIndex index;

    @BeforeEach
    void open() {
        index = SearchIndex.open(folder);
    }

    @AfterEach
    void close() {
        index.close();
    }

    private List<String> found(String query) {
        return index.search(query, 100).stream().map(hit -> hit.session().value()).toList();
    }

    private List<Place> places(String query) {
        return index.search(query, 1).getFirst().places();
    }

    /** The excerpt with brackets around the highlights. */
    static String marked(Place place) {
        StringBuilder text = new StringBuilder(place.excerpt());
        place.highlights()
                .reversed()
                .forEach(range -> text.insert(range.end(), ']').insert(range.start(), '['));
        return text.toString();
    }

    @Test
    void theLastWordIsABeginning() {
        index.put(new Talk("a1").asks("Why is there a rainbow?").session());
        assertEquals(List.of("a1"), found("r"));
        assertEquals(List.of("a1"), found("rai"));
        assertEquals(List.of("a1"), found("there rainbow"));
        assertEquals(List.of(), found("rainbows"));
        assertEquals(List.of(), found("rai there"));
        assertEquals(List.of(), found("ainbow"));
        assertEquals("Why is there a [rainbow]?", marked(places("rai").getFirst()));
    }

    @Test
    void everyWordHasToOccur() {
        index.put(new Talk("a1").asks("green apples").replies("blue skies").session());
        index.put(new Talk("a2").asks("green grass").session());
        assertEquals(List.of("a1"), found("apples skies"));
        assertEquals(Set.of("a1", "a2"), Set.copyOf(found("green")));
        assertEquals(List.of(), found("grass skies"));
    }

    @Test
    void quotedWordsAreAPhrase() {
        index.put(new Talk("a1").asks("the quick brown fox").session());
        index.put(new Talk("a2").asks("the brown quick fox").session());
        index.put(new Talk("a3").titled("quick").asks("brown fox").session());
        assertEquals(List.of("a1"), found("\"quick brown\""));
        assertEquals(List.of("a1"), found("\"quick bro"));
        assertEquals(List.of(), found("\"quick bro\""));
        assertEquals("the [quick] [brown] fox", marked(places("\"quick brown\"").getFirst()));
    }

    @Test
    void phrasesAndTitlesComeBeforeTheRestAndNewBeforeOld() {
        index.put(new Talk("a7").asks("sailing is fun").replies("a knot").session());
        index.put(new Talk("a6").asks("a knot for sailing").session());
        index.put(new Talk("a5").asks("the sailing knot").session());
        index.put(new Talk("a4").titled("Knots for sailing").asks("hm").session());
        index.put(new Talk("a3").titled("The sailing knot").asks("hm").session());
        index.put(new Talk("a8").asks("the sailing knot").session());
        assertEquals(List.of("a3", "a4", "a8", "a5", "a6", "a7"), found("sailing knot"));
    }

    @Test
    void noMoreAreFoundThanWanted() {
        for (int i = 1; i <= 9; i++) {
            index.put(new Talk("a" + i).asks("the same").session());
        }
        List<SearchHit> hits = index.search("same", 2);
        assertEquals(List.of("a9", "a8"), hits.stream().map(h -> h.session().value()).toList());
        assertEquals(List.of(), index.search("same", 0));
    }

    @Test
    void placesSayWhatTheyAreAndWhichMessageHoldsThem() {
        Talk talk =
                new Talk("a1")
                        .titled("Colours")
                        .asks("first question", new Attachment("poem.txt", "roses are red"))
                        .replies("violets perhaps", "blue")
                        .asksBehind(Optional.empty(), "another beginning")
                        .replies("green");
        index.put(talk.session());
        assertEquals("title", place("colours", Field.TITLE, 0));
        assertEquals("first", place("first", Field.QUESTION, 1));
        assertEquals("name", place("poem", Field.ATTACHMENT, 1));
        assertEquals("text", place("roses", Field.ATTACHMENT, 1));
        assertEquals("reasoning", place("violets", Field.REASONING, 2));
        assertEquals("hidden branch", place("blue", Field.ANSWER, 2));
        assertEquals("shown branch", place("green", Field.ANSWER, 4));
        assertEquals("Colours", index.search("green", 1).getFirst().title());
    }

    private String place(String query, Field field, int message) {
        Place place = places(query).getFirst();
        assertEquals(field, place.field());
        assertEquals(message, place.message().map(MessageId::value).orElse(0));
        return switch (query) {
            case "colours" -> "title";
            case "poem" -> "name";
            case "roses" -> "text";
            case "violets" -> "reasoning";
            case "blue" -> "hidden branch";
            case "green" -> "shown branch";
            default -> query;
        };
    }

    @Test
    void theBestPlaceComesFirstAndTogetherTheyShowEveryWord() {
        index.put(
                new Talk("a1")
                        .asks("tea")
                        .replies("tea or coffee")
                        .asks("milk")
                        .replies("more tea")
                        .session());
        assertEquals(
                List.of("[tea] or [coffee]", "[milk]", "[tea]"),
                places("tea coffee milk").stream().map(SearchIndexTest::marked).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Das Boot fährt über die Straße    | uber     | Das Boot fährt [über] die Straße
                    Das Boot fährt über die Straße    | STRASSE  | Das Boot fährt über die [Straße]
                    ein uber taxi                     | ÜBER     | ein [uber] taxi
                    u\u0308ber alles                  | über     | [u\u0308ber] alles
                    İstanbul ve ısı                   | istanbul | [İstanbul] ve ısı
                    İstanbul ve ısı                   | ISI      | İstanbul ve [ısı]
                    Ο Οδυσσεύς γύρισε                 | ΟΔΥΣΣΕΥΣ | Ο [Οδυσσεύς] γύρισε
                    Il était où                       | ETAIT    | Il [était] où
                    私は東京タワーを見た                 | 東京      | 私は[東京]タワーを見た
                    私は東京タワーを見た                 | 京タワ     | 私は東[京タワ]ーを見た
                    私は東京タワーを見た                 | 見        | 私は東京タワーを[見]た
                    在𠮷野家吃饭                       | 𠮷野      | 在[𠮷野]家吃饭
                    오늘 한국어를 배웠다                 | 국어      | 오늘 한[국어]를 배웠다
                    ฉันรักภาษาไทยมาก                   | ภาษา     | ฉันรัก[ภาษา]ไทยมาก
                    قرأت كِتَابًا جديدا                 | كتابا    | قرأت [كِتَابًا] جديدا
                    Мой ёжик спит                     | ежи      | Мой [ёжик] спит
                    नमस्ते दुनिया                      | दुनि      | नमस्ते [दुनिया]
                    Use a HashMap here                | hashm    | Use a [HashMap] here
                    call snake_case now               | snake_c  | call [snake]_[case] now
                    call foo.bar() now                | foo.bar() | call [foo].[bar]() now
                    a family 👨‍👩‍👧 here             | 👨        | a family [👨]‍👩‍👧 here
                    """)
    void languagesAreFoundAsOneTypesThem(String text, String query, String excerpt) {
        index.put(new Talk("a1").asks(text).session());
        assertEquals(List.of("a1"), found(query));
        assertEquals(excerpt, marked(places(query).getFirst()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "*:*",
                "\"",
                "\"\"",
                "\"\"\"",
                "()",
                "[* TO *]",
                "-",
                "!!",
                "~~^^",
                "\\",
                "\ud800",
                "\u0000",
                "?*",
                "&&",
                "\u202e"
            })
    void aQueryWithoutAWordFindsNothing(String query) {
        index.put(new Talk("a1").titled("a").asks("text and * more \\ : \"quoted\"").session());
        assertEquals(List.of(), found(query));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "a AND | a and b", "field:value | field value", "x* | x y", "/re.*gex/ | re gex",
                "(open | open", "a^1000 | a 1000", "+must | must", "\"half | half a phrase"
            })
    void signsOfQueryLanguagesAreOnlySigns(String query, String text) {
        index.put(new Talk("a1").asks(text).session());
        index.put(new Talk("a2").asks("nothing of it").session());
        assertEquals(List.of("a1"), found(query));
    }

    @Test
    void hugeQueriesAreAnsweredAtOnce() {
        index.put(new Talk("a1").asks("a ".repeat(5_000) + "x".repeat(5_000)).session());
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    assertEquals(List.of("a1"), found("a ".repeat(50_000)));
                    assertEquals(List.of("a1"), found("x".repeat(1_000)));
                    assertEquals(List.of(), found("\"".repeat(100_000)));
                    assertEquals(List.of(), found("\u0301".repeat(100_000)));
                    assertEquals(List.of(), found("ab".repeat(50_000)));
                });
    }

    @Test
    void excerptsAreOneLineAroundTheBestPlace() {
        String before = "one two three\n\n\tfour ".repeat(40);
        String behind = "\r\nfive six  seven ".repeat(40);
        index.put(new Talk("a1").asks(before + "needle" + behind).session());
        Place place = places("needle").getFirst();
        String excerpt = place.excerpt();
        assertTrue(excerpt.length() <= 200 && excerpt.length() > 150, excerpt);
        assertTrue(excerpt.startsWith("…") && excerpt.endsWith("…"), excerpt);
        assertTrue(marked(place).contains("three four [needle] five six seven five"), excerpt);
        assertTrue(excerpt.chars().noneMatch(Character::isISOControl), excerpt);
    }

    @Test
    void nearTheEndOfATextTheExcerptShowsMoreOfWhatIsBefore() {
        index.put(new Talk("a1").asks("word ".repeat(200) + "the end.").session());
        String excerpt = places("end").getFirst().excerpt();
        assertTrue(excerpt.startsWith("…word ") && excerpt.endsWith("word the end."), excerpt);
        assertTrue(excerpt.length() > 180 && excerpt.length() <= 200, excerpt);
    }

    @Test
    void anExcerptOfOneEndlessWordIsCutBetweenCharacters() {
        String zalgo = "e\u0301\u0302".repeat(400);
        String emoji = "👩‍🚀".repeat(400);
        index.put(new Talk("a1").asks(zalgo).session());
        index.put(new Talk("a2").asks("start" + emoji).session());
        for (String query : List.of("eeee", "start", "👩")) {
            Place place = places(query).getFirst();
            String text = place.excerpt().replace("…", "").replace("start", "");
            assertTrue(place.excerpt().length() <= 200, place::excerpt);
            assertFalse(place.highlights().isEmpty());
            assertEquals(
                    "",
                    text.replace("e\u0301\u0302", "").replace("👩‍🚀", ""),
                    "only whole characters");
        }
    }

    @Test
    void hugeTextsAreIndexedUpToALimit() {
        String text = "early " + "filler ".repeat(300_000) + "late";
        Attachment attachment = new Attachment("big.txt", text);
        index.put(new Talk("a1").asks("short", attachment).replies("the answer").session());
        assertEquals(List.of("a1"), found("early answer"));
        assertEquals(List.of(), found("late"));
        index.put(new Talk("a2").asks("-".repeat(3_000_000) + " far").session());
        assertEquals(List.of(), found("far"));
    }

    @Test
    void whatIsPutAgainIsReplaced() {
        Talk talk = new Talk("a1").titled("Old name").asks("old question");
        index.put(talk.session());
        SessionSummary before = SessionSummary.of(talk.session());
        assertTrue(index.isCurrent(before));

        talk.titled("New name").replies("fresh answer");
        assertFalse(index.isCurrent(SessionSummary.of(talk.session())));
        index.put(talk.session());

        assertTrue(index.isCurrent(SessionSummary.of(talk.session())));
        assertFalse(index.isCurrent(before));
        assertEquals(List.of("a1"), found("old question fresh new"));
        assertEquals(List.of(), found("\"old name\""));
    }

    @Test
    void onlyWhatIsSearchedMakesASessionOutOfDate() {
        Talk talk = new Talk("a1").titled("Name").asks("question");
        index.put(talk.session());
        talk.with(new Change.Pinned(true));
        assertTrue(index.isCurrent(SessionSummary.of(talk.session())));
        talk.with(new Change.Titled(new Title("Other", Title.Source.PERSON)));
        assertFalse(index.isCurrent(SessionSummary.of(talk.session())));
    }

    @Test
    void whatIsRemovedIsNotFound() {
        for (String id : List.of("a1", "a2", "a3")) {
            index.put(new Talk(id).asks("common").session());
        }
        index.remove(Talk.id("a2"));
        index.remove(Talk.id("unknown"));
        assertEquals(List.of("a3", "a1"), found("common"));
        index.retainOnly(Set.of(Talk.id("a1"), Talk.id("other")));
        assertEquals(List.of("a1"), found("common"));
        index.retainOnly(Set.of());
        assertEquals(List.of(), found("common"));
    }

    @Test
    void anEmptySessionIsCurrentAndNeverFound() {
        Session empty = new Talk("a1").session();
        index.put(empty);
        assertTrue(index.isCurrent(SessionSummary.of(empty)));
        assertEquals(List.of(), found("a"));
    }

    @Test
    void afterItIsClosedNothingIsFoundAndNothingFails() {
        Session session = new Talk("a1").asks("text").session();
        index.put(session);
        index.close();
        index.close();
        index.put(session);
        index.remove(session.id());
        assertFalse(index.isCurrent(SessionSummary.of(session)));
        assertEquals(List.of(), found("text"));
    }
}
