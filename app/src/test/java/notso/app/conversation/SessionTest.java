package notso.app.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.FinishReason;
import notso.inference.GenerationStatistics;
import notso.inference.Sampling;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;

class SessionTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    private final Session session = new Session(new SessionId("s1"), START);
    private int seconds;

    @Test
    void whatWasAddedLastIsShown() {
        question(1, 0, "one");
        reply(2, 1, "two");
        reply(3, 1, "three");
        assertEquals(List.of("one", "three"), shown());
        assertEquals(List.of(new MessageId(2), new MessageId(3)), siblings(3));
    }

    @Test
    void aBranchIsShownWithAllThatFollowsIt() {
        question(1, 0, "one");
        reply(2, 1, "two");
        question(3, 2, "three");
        question(4, 0, "other");
        assertEquals(List.of("other"), shown());
        apply(new Change.BranchShown(new MessageId(1)));
        assertEquals(List.of("one", "two", "three"), shown());
        assertEquals(
                List.of("one", "two"),
                session.pathTo(new MessageId(2)).stream().map(Message::text).toList());
    }

    @Test
    void whatNamesNoMessageChangesNothing() {
        question(1, 0, "one");
        List<Entry> before = session.entries();
        question(5, 4, "no parent");
        question(6, 6, "its own parent");
        question(1, 0, "the same id again");
        question(MessageId.LARGEST, 0, "leaves no ids");
        apply(new Change.BranchShown(new MessageId(9)));
        apply(new Change.AnswerGrew(new MessageId(1), "a question", "is no reply"));
        apply(new Change.AnswerEnded(new MessageId(7), new Answer.End.Interrupted()));
        assertEquals(before, session.entries());
        assertTrue(session.nextId().value() <= 7, "next: " + session.nextId());
    }

    @Test
    void anAnswerIsMadeOfWhatHappenedToIt() {
        question(1, 0, "why?");
        reply(2, 1, "");
        MessageId reply = new MessageId(2);
        apply(new Change.RunStarted(reply, recipe()));
        apply(new Change.AnswerGrew(reply, "because", ""));
        apply(new Change.AnswerGrew(reply, "", "So"));
        apply(new Change.AnswerEnded(reply, new Answer.End.Failed("It broke.")));
        assertTrue(session.answer(reply).orElseThrow().canGoOn());
        apply(new Change.RunStarted(reply, recipe()));
        assertEquals(Optional.empty(), session.answer(reply).orElseThrow().end());
        apply(new Change.AnswerGrew(reply, "", " it is."));
        apply(new Change.RunEnded(reply, outcome()));
        apply(new Change.AnswerEnded(reply, new Answer.End.Finished(FinishReason.END_OF_TURN)));
        Answer answer = session.answer(reply).orElseThrow();
        assertEquals("because", answer.reasoning());
        assertEquals("So it is.", answer.text());
        assertEquals(2, answer.runs().size());
        assertEquals(Optional.empty(), answer.runs().get(0).outcome());
        assertEquals(Optional.of(outcome()), answer.latestOutcome());
        assertEquals(false, answer.canGoOn());
    }

    @Test
    void aCopyIsItsOwn() {
        question(1, 0, "one");
        Session copy = session.copy();
        question(2, 0, "two");
        assertEquals(List.of("one"), copy.path().stream().map(Message::text).toList());
        assertNotEquals(copy.entries(), session.entries());
    }

    @Test
    void itsEntriesMakeItAgain() {
        question(1, 0, "one");
        reply(2, 1, "two");
        reply(3, 1, "three");
        question(4, 2, "four");
        question(5, 0, "five");
        apply(new Change.BranchShown(new MessageId(2)));
        apply(new Change.BranchShown(new MessageId(1)));
        apply(new Change.Titled(new Title("Named", Title.Source.PERSON)));
        apply(new Change.Pinned(true));
        apply(new Change.SettingsChanged(SessionSettings.NONE.withThinking(Optional.of(false))));
        apply(new Change.Drafted(Draft.of("half")));
        apply(new Change.QueueChanged(List.of(new Queued(1, Draft.of("next")))));
        apply(new Change.ContextCut(Optional.of(new MessageId(4))));
        Session again = new Session(session.id(), session.created(), session.updated());
        session.entries().forEach(again::apply);
        assertEquals(session.entries(), again.entries());
        assertEquals(shown(), again.path().stream().map(Message::text).toList());
        assertEquals(List.of("one", "two", "four"), shown());
        assertEquals(SessionSummary.of(session), SessionSummary.of(again));
        assertEquals(session.nextId(), again.nextId());
    }

    @Test
    void aTitleOfAWeakerSourceDoesNotReplaceAStrongerOne() {
        apply(new Change.Titled(Title.ofWords("What is it?")));
        apply(new Change.Titled(new Title("By a model", Title.Source.MODEL)));
        assertEquals("By a model", session.title().text());
        apply(new Change.Titled(new Title("By me", Title.Source.PERSON)));
        apply(new Change.Titled(new Title("By a model again", Title.Source.MODEL)));
        assertEquals("By me", session.title().text());
        apply(new Change.Titled(new Title("By me again", Title.Source.PERSON)));
        assertEquals("By me again", session.title().text());
    }

    @Test
    void titlesAreOneLineCutBetweenWordsAndWithinNoCharacter() {
        assertEquals("Two lines", Title.ofWords("  Two\n\tlines ").text());
        assertEquals(
                "A question of rather many words that goes on…",
                Title.ofWords("A question of rather many words that goes on and on and on").text());
        String emoji = "😀".repeat(300);
        String cut = new Title(emoji, Title.Source.PERSON).text();
        assertEquals(Title.LONGEST, cut.codePointCount(0, cut.length()));
        assertTrue(cut.endsWith("😀…"), cut);
        assertEquals("", Title.ofWords("x".repeat(0)).text());
    }

    @Test
    void idsAreNamesOfFilesAndSortByTime() {
        Random random = new Random(1);
        SessionId first = SessionId.fresh(START, random);
        SessionId later = SessionId.fresh(START.plusMillis(1), random);
        assertEquals(20, first.value().length());
        assertTrue(first.compareTo(later) < 0, first + " before " + later);
        for (String name : List.of("", "A", "..", "a/b", "x".repeat(41), "nul ")) {
            assertThrows(IllegalArgumentException.class, () -> new SessionId(name), name);
        }
        assertThrows(IllegalArgumentException.class, () -> new MessageId(0));
    }

    private void question(int id, int parent, String text) {
        Optional<MessageId> behind =
                parent == 0 ? Optional.empty() : Optional.of(new MessageId(parent));
        apply(
                new Change.MessageAdded(
                        new Message.Question(new MessageId(id), behind, START, text, List.of())));
    }

    private void reply(int id, int parent, String text) {
        apply(
                new Change.MessageAdded(
                        new Message.Reply(
                                new MessageId(id),
                                Optional.of(new MessageId(parent)),
                                START,
                                Answer.EMPTY.grown("", text))));
    }

    private void apply(Change change) {
        session.apply(new Entry(START.plusSeconds(++seconds), change));
    }

    private List<String> shown() {
        return session.path().stream().map(Message::text).toList();
    }

    private List<MessageId> siblings(int id) {
        return session.siblings(new MessageId(id));
    }

    private static Recipe recipe() {
        return new Recipe(
                "fake 1",
                "Fake",
                "",
                "",
                Sampling.DEFAULT.withSeed(1),
                true,
                "",
                Optional.empty(),
                LocalDateTime.of(2026, 11, 24, 0, 0),
                100);
    }

    private static Answer.Outcome outcome() {
        return new Answer.Outcome(
                FinishReason.END_OF_TURN,
                new GenerationStatistics(
                        3, 1, 2, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(1)),
                Duration.ofMillis(7));
    }
}
