package notso.app.conversation.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.app.conversation.Answer;
import notso.app.conversation.Change;
import notso.app.conversation.Draft;
import notso.app.conversation.Entry;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;
import notso.app.conversation.SampleEntries;
import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.SessionSummary;
import notso.app.conversation.Title;
import notso.app.conversation.json.EntryJson;
import notso.inference.FinishReason;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

@Timeout(180)
class SessionStoreTest {

    private static final SessionId ID = new SessionId("one");
    private static final SessionId OTHER = new SessionId("other");
    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final MessageId REPLY = new MessageId(2);

    @TempDir Path home;

    private final List<StoreNotice> notices = new ArrayList<>();
    private final FailingDisk disk = new FailingDisk();
    private Instant now = START;

    @Test
    void whatHappenedIsThereAgain() {
        Session session = new Session(ID, START);
        try (SessionStore store = open()) {
            append(store, session, question(1, "How?"), reply(2, 1));
            append(store, session, grew("hm", ""), grew("", "Like"), grew("", " this."));
            append(store, session, ended());
            append(store, session, new Change.Titled(new Title("Ways", Title.Source.PERSON)));
            append(store, session, new Change.Pinned(true), new Change.Drafted(Draft.of("and")));
        }
        try (SessionStore store = open()) {
            assertEquals(List.of(SessionSummary.of(session)), store.list());
            Session loaded = store.load(ID).orElseThrow();
            assertEquals(session.entries(), loaded.entries());
            assertEquals(session.created(), loaded.created());
            assertEquals(session.updated(), loaded.updated());
            assertEquals(Optional.empty(), store.load(OTHER));
        }
        assertEquals(List.of(), notices);
    }

    @Test
    void everyKindOfEntryIsKept() {
        Session session = new Session(ID, SampleEntries.START);
        try (SessionStore store = open()) {
            List<Entry> entries = SampleEntries.all();
            entries.forEach(session::apply);
            store.append(ID, SampleEntries.START, entries, true);
        }
        try (SessionStore store = open()) {
            assertEquals(session.entries(), store.load(ID).orElseThrow().entries());
        }
    }

    @Test
    void filesAndFoldersAreTheUsersAlone() throws IOException {
        try (SessionStore store = open()) {
            append(store, new Session(ID, START), question(1, "How?"));
            store.discard(ID);
            append(store, new Session(ID, START), question(1, "How?"));
        }
        try (Stream<Path> all = Files.walk(home.resolve("conversations"))) {
            for (Path path : all.toList()) {
                assertEquals(
                        Files.isDirectory(path) ? "rwx------" : "rw-------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(path)),
                        path.toString());
            }
        }
    }

    @Test
    void partsOfAnAnswerAreWrittenTwiceASecond() throws IOException {
        Session session = new Session(ID, START);
        try (SessionStore store = open()) {
            append(store, session, question(1, "How?"), reply(2, 1));
            long before = Files.size(file(ID));
            for (int i = 0; i < 100; i++) {
                append(store, session, grew("", "word "));
            }
            assertEquals(before, Files.size(file(ID)), "it can wait");
            now = now.plusMillis(500);
            assertTrue(store.retry());
            List<String> lines = Files.readAllLines(file(ID));
            assertEquals(4, lines.size(), "all parts are one line");
            assertTrue(lines.getLast().contains("word ".repeat(100)));
        }
    }

    @Test
    void whatEndsAnAnswerIsWrittenBehindItsParts() {
        Session session = new Session(ID, START);
        try (SessionStore store = open()) {
            append(store, session, question(1, "How?"), reply(2, 1));
            append(store, session, grew("", "So."));
            append(store, session, ended());
            List<String> lines = lines();
            assertTrue(lines.get(3).contains("So."), lines.toString());
            assertTrue(lines.get(4).contains("finished"), lines.toString());
        }
    }

    @Test
    void aTornEndIsCutWhereverItIsTorn() throws IOException {
        Session session = new Session(ID, START);
        try (SessionStore store = open()) {
            append(store, session, question(1, "First"), reply(2, 1));
            append(store, session, ended(), question(3, "Second"));
        }
        byte[] whole = Files.readAllBytes(file(ID));
        int header = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
        for (int length = 0; length < whole.length; length++) {
            notices.clear();
            Files.write(file(ID), Arrays.copyOf(whole, length));
            int messages = messagesIn(whole, length);
            try (SessionStore store = open()) {
                Optional<Session> loaded = store.load(ID);
                assertEquals(length >= header, loaded.isPresent(), "length " + length);
                Session torn = loaded.orElseGet(() -> new Session(ID, START));
                assertEquals(messages, torn.messages().size(), "length " + length);
                append(store, torn, question(9, "After"));
            }
            try (SessionStore store = open()) {
                Session again = store.load(ID).orElseThrow();
                assertEquals(messages + 1, again.messages().size(), "length " + length);
            }
            assertEquals(List.of(), notices, "length " + length);
        }
    }

    private static int messagesIn(byte[] whole, int length) {
        String lines = new String(whole, 0, length, StandardCharsets.UTF_8);
        return (int)
                lines.substring(0, lines.lastIndexOf('\n') + 1)
                        .lines()
                        .filter(line -> line.contains("\"kind\":\"message\""))
                        .count();
    }

    @Test
    void aBrokenFileIsPutAsideAndWhatIsIntactStays() throws IOException {
        Session session = new Session(ID, START);
        try (SessionStore store = open()) {
            append(store, session, question(1, "First"), reply(2, 1));
            append(store, session, grew("", "answer"), ended(), question(3, "Second"));
            append(store, new Session(OTHER, START), question(1, "Elsewhere"));
        }
        byte[] bytes = Files.readAllBytes(file(ID));
        String text = new String(bytes, StandardCharsets.UTF_8);
        bytes[text.indexOf("First") + 2] ^= 1;
        Files.write(file(ID), bytes);
        try (SessionStore store = open()) {
            assertEquals(2, store.list().size());
            Session loaded = store.load(ID).orElseThrow();
            assertEquals(List.of("answer", "Second"), texts(loaded));
            append(store, loaded, question(4, "Third"));
        }
        StoreNotice.SetAside aside =
                assertInstanceOf(StoreNotice.SetAside.class, notices.getFirst());
        assertEquals(1, notices.size(), "said once: " + notices);
        assertEquals(file(ID), aside.original());
        assertEquals(1, aside.linesLost());
        assertArrayEquals(bytes, Files.readAllBytes(aside.kept()));
        notices.clear();
        try (SessionStore store = open()) {
            Session loaded = store.load(ID).orElseThrow();
            assertEquals(List.of("answer", "Second", "Third"), texts(loaded));
            assertEquals(List.of("Elsewhere"), texts(store.load(OTHER).orElseThrow()));
        }
        assertEquals(List.of(), notices);
    }

    @Test
    void aLostHeaderLosesNothingElse() throws IOException {
        try (SessionStore store = open()) {
            append(store, new Session(ID, START), question(1, "First"), reply(2, 1), ended());
        }
        List<String> lines = Files.readAllLines(file(ID));
        Files.writeString(
                file(ID), "garbage\n" + String.join("\n", lines.subList(1, lines.size())) + "\n");
        try (SessionStore store = open()) {
            assertEquals(2, store.load(ID).orElseThrow().messages().size());
        }
        assertInstanceOf(StoreNotice.SetAside.class, notices.getFirst());
    }

    @Test
    void whatIsNoJournalIsLeftAlone() throws IOException {
        Path folder = Files.createDirectories(home.resolve("conversations"));
        Files.createDirectory(folder.resolve("folder.jsonl"));
        Files.writeString(folder.resolve("Not an id.jsonl"), "text");
        Files.writeString(folder.resolve("notes.txt"), "text");
        Files.createFile(folder.resolve("empty.jsonl"));
        Files.createSymbolicLink(folder.resolve("link.jsonl"), Path.of("/etc/passwd"));
        try (SessionStore store = open()) {
            append(store, new Session(ID, START), question(1, "First"));
            assertEquals(List.of(ID), store.list().stream().map(SessionSummary::id).toList());
        }
        assertEquals(List.of(), notices);
        assertEquals("text", Files.readString(folder.resolve("notes.txt")));
    }

    @Test
    void aFileOfALaterVersionIsNamedAndNotTouched() throws IOException {
        try (SessionStore store = open()) {
            append(store, new Session(ID, START), question(1, "First"));
        }
        String later = withHeader(header -> header.put("version", 22));
        Files.writeString(file(ID), later);
        try (SessionStore store = open()) {
            assertEquals(List.of(), store.list());
            assertEquals(Optional.empty(), store.load(ID));
        }
        assertEquals(List.of(new StoreNotice.TooNew(file(ID), 22)), notices);
        assertEquals(later, Files.readString(file(ID)));
    }

    @Test
    void aFileOfAnEarlierVersionIsBroughtUpToDateAndTheOriginalKept() throws IOException {
        try (SessionStore store = open()) {
            append(store, new Session(ID, START), question(1, "First"));
        }
        String earlier =
                withHeader(header -> header.put("version", 0)) + line(oldQuestion("Second"));
        Files.writeString(file(ID), earlier);
        Migration step =
                new Migration(
                        0,
                        lines -> {
                            lines.getFirst().put("version", 1);
                            lines.stream()
                                    .filter(line -> line.has("said"))
                                    .forEach(SessionStoreTest::modernise);
                            return lines;
                        });
        try (SessionStore store =
                new SessionStore(
                        home.resolve("conversations"),
                        disk,
                        List.of(step),
                        () -> now,
                        notices::add)) {
            assertEquals(List.of("First", "Second"), texts(store.load(ID).orElseThrow()));
        }
        assertEquals(
                earlier, Files.readString(home.resolve("conversations/originals/one.jsonl.v0")));
        try (SessionStore store = open()) {
            assertEquals(List.of("First", "Second"), texts(store.load(ID).orElseThrow()));
        }
        assertEquals(List.of(), notices);
    }

    /** As a version might have had it that there never was. */
    private static ObjectNode oldQuestion(String text) {
        ObjectNode json = EntryJson.write(new Entry(START, question(2, text)));
        json.remove("kind");
        json.put("said", text);
        return json;
    }

    private static void modernise(ObjectNode line) {
        line.remove("said");
        line.put("kind", "message");
        ((ObjectNode) line.get("message")).put("parent", 1);
    }

    @Test
    void aLineOfAKindThatIsNotKnownStays() throws IOException {
        Session session = new Session(ID, START);
        try (SessionStore store = open()) {
            append(store, session, question(1, "First"), reply(2, 1));
        }
        String foreign = "{\"at\":\"2026-11-24T08:00:00Z\",\"kind\":\"sung\",\"song\":\"la\"";
        String line = foreign + ",\"crc\":\"%08x\"}\n".formatted(crc(foreign));
        Files.writeString(file(ID), Files.readString(file(ID)) + line);
        try (SessionStore store = open()) {
            Session loaded = store.load(ID).orElseThrow();
            for (int i = 0; i < 3000; i++) {
                append(store, loaded, new Change.Drafted(Draft.of("draft " + i)));
            }
            store.release(loaded);
        }
        String text = Files.readString(file(ID));
        assertTrue(text.contains(line), "it is still there");
        assertTrue(text.length() < 5000, "and the drafts are not: " + text.length());
        assertEquals(List.of(), notices);
    }

    @Test
    void aFileFullOfNeedlessLinesIsWrittenAnew() throws IOException {
        Session session = new Session(ID, START);
        try (SessionStore store = open()) {
            append(store, session, question(1, "First"), reply(2, 1));
            for (int i = 0; i < 2000; i++) {
                append(store, session, grew("", "word "));
                now = now.plusMillis(600);
            }
            append(store, session, ended());
            long before = Files.size(file(ID));
            store.release(session);
            assertTrue(Files.size(file(ID)) < before / 5, "was " + before);
        }
        try (SessionStore store = open()) {
            assertEquals(session.entries(), store.load(ID).orElseThrow().entries());
            assertEquals(session.updated(), store.load(ID).orElseThrow().updated());
        }
    }

    @Test
    void whatDoesNotFitStaysInMemoryAndIsWrittenWhenThereIsRoom() throws IOException {
        for (int room = 0; room < 700; room += 7) {
            Files.deleteIfExists(file(ID));
            notices.clear();
            Session session = new Session(ID, START);
            try (SessionStore store = open()) {
                append(store, session, question(1, "First"));
                disk.setRoom(room);
                append(store, session, reply(2, 1), grew("", "x".repeat(300)));
                append(store, session, ended(), question(3, "Second"));
                assertEquals(session.entries(), store.load(ID).orElseThrow().entries());
                boolean fits = notices.isEmpty();
                if (!fits) {
                    assertInstanceOf(StoreNotice.NotSaved.class, notices.getFirst());
                    assertEquals(1, notices.size(), "said once");
                    assertFalse(store.retry());
                }
                disk.setRoom(Long.MAX_VALUE);
                assertTrue(store.retry());
                assertEquals(
                        fits ? 0 : 1,
                        notices.stream().filter(StoreNotice.SavedAgain.class::isInstance).count());
            }
            try (SessionStore store = open()) {
                assertEquals(session.entries(), store.load(ID).orElseThrow().entries());
            }
            assertTrue(
                    notices.stream().noneMatch(StoreNotice.SetAside.class::isInstance),
                    "room " + room + ": " + notices);
        }
    }

    @Test
    void aFolderThatCannotBeIsToldOnceAndTheConversationGoesOn() throws IOException {
        Files.createFile(home.resolve("conversations"));
        Session session = new Session(ID, START);
        try (SessionStore store = open()) {
            append(store, session, question(1, "First"));
            append(store, session, question(2, "Second"));
            assertEquals(session.entries(), store.load(ID).orElseThrow().entries());
            assertEquals(1, store.list().size());
            assertInstanceOf(StoreNotice.NotSaved.class, notices.getFirst());
            assertEquals(1, notices.size());
            Files.delete(home.resolve("conversations"));
            assertTrue(store.retry());
            assertEquals(new StoreNotice.SavedAgain(), notices.getLast());
        }
        try (SessionStore store = open()) {
            assertEquals(session.entries(), store.load(ID).orElseThrow().entries());
        }
    }

    @Test
    void theTrashGivesBackForThirtyDays() {
        Session session = new Session(ID, START);
        try (SessionStore store = open()) {
            append(store, session, question(1, "First"));
            store.discard(ID);
            assertEquals(List.of(), store.list());
            assertEquals(Optional.empty(), store.load(ID));
        }
        now = START.plus(Duration.ofDays(29));
        try (SessionStore store = open()) {
            assertEquals(List.of(new Trashed(SessionSummary.of(session), START)), store.trash());
            store.restore(ID);
            assertEquals(session.entries(), store.load(ID).orElseThrow().entries());
            assertEquals(List.of(), store.trash());
            store.discard(ID);
        }
        now = now.plus(Duration.ofDays(31));
        try (SessionStore store = open()) {
            assertEquals(List.of(), store.trash());
            store.restore(ID);
            assertEquals(Optional.empty(), store.load(ID));
        }
        assertEquals(List.of(), notices);
    }

    @Test
    void whatComesBackReplacesNothing() {
        Session first = new Session(ID, START);
        Session second = new Session(ID, START);
        try (SessionStore store = open()) {
            append(store, first, question(1, "First"));
            store.discard(ID);
            append(store, second, question(1, "Second"));
            store.restore(ID);
            assertEquals(List.of("Second"), texts(store.load(ID).orElseThrow()));
            assertEquals(1, store.trash().size());
        }
    }

    @Test
    void theIndexIsBelievedOnlyAsLongAsTheFileIsAsItWas() throws IOException {
        Session session = new Session(ID, START);
        try (SessionStore store = open()) {
            append(store, session, question(1, "First"));
            store.release(session);
            assertEquals(1, store.list().getFirst().messages());
            append(store, session, question(2, "Second"));
        }
        try (SessionStore store = open()) {
            assertEquals(List.of(SessionSummary.of(session)), store.list());
        }
        Path index = home.resolve("conversations").resolve("index");
        byte[] whole = Files.readAllBytes(index);
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            byte[] broken = whole.clone();
            switch (i % 3) {
                case 0 -> broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
                case 1 -> broken = Arrays.copyOf(whole, random.nextInt(whole.length));
                default -> random.nextBytes(broken);
            }
            Files.write(index, broken);
            try (SessionStore store = open()) {
                assertEquals(List.of(SessionSummary.of(session)), store.list());
            }
        }
        Files.delete(index);
        Files.setLastModifiedTime(file(ID), FileTime.from(START));
        try (SessionStore store = open()) {
            assertEquals(List.of(SessionSummary.of(session)), store.list());
        }
    }

    @Test
    void tenThousandMutatedJournalsAreReadAndWhatIsIntactIsKept() throws IOException {
        Session session = new Session(ID, START);
        try (SessionStore store = open()) {
            append(store, session, question(1, "text1"), reply(2, 1));
            append(store, session, grew("why", "because"), ended());
            for (int i = 3; i < 9; i++) {
                append(store, session, question(i, "text" + i));
            }
        }
        List<byte[]> lines =
                Files.readAllLines(file(ID)).stream()
                        .map(line -> (line + "\n").getBytes(StandardCharsets.UTF_8))
                        .toList();
        Random random = new Random(17);
        for (int i = 0; i < 10_000; i++) {
            List<byte[]> mutated = new ArrayList<>(lines);
            int hits = 1 + random.nextInt(3);
            for (int hit = 0; hit < hits; hit++) {
                mutate(mutated, random);
            }
            Files.write(file(ID), joined(mutated));
            List<String> intact =
                    IntStream.range(0, lines.size())
                            .filter(line -> mutated.contains(lines.get(line)))
                            .mapToObj(line -> new String(lines.get(line), StandardCharsets.UTF_8))
                            .filter(line -> line.contains("\"text\":\"text"))
                            .map(line -> line.replaceAll("(?s).*\"text\":\"(text\\d)\".*", "$1"))
                            .toList();
            int round = i;
            try (SessionStore store = open()) {
                List<SessionSummary> listed = store.list();
                Optional<Session> loaded = store.load(ID);
                List<String> kept = loaded.map(SessionStoreTest::texts).orElse(List.of());
                assertTrue(kept.containsAll(intact), () -> round + ": " + intact + " of " + kept);
                assertTrue(intact.isEmpty() || listed.size() == 1, () -> "listed in " + round);
            }
        }
    }

    private static void mutate(List<byte[]> lines, Random random) {
        if (lines.isEmpty()) {
            return;
        }
        int at = random.nextInt(lines.size());
        byte[] line = lines.get(at);
        int place = random.nextInt(Math.max(1, line.length));
        switch (random.nextInt(6)) {
            case 0 -> {
                byte[] flipped = line.clone();
                if (flipped.length > 0) {
                    flipped[place] ^= (byte) (1 << random.nextInt(8));
                }
                lines.set(at, flipped);
            }
            case 1 -> lines.set(at, Arrays.copyOf(line, place));
            case 2 -> lines.remove(at);
            case 3 -> lines.add(at, line);
            case 4 -> {
                byte[] garbage = new byte[random.nextInt(80)];
                random.nextBytes(garbage);
                lines.add(at, garbage);
                lines.add(at + 1, new byte[] {'\n'});
            }
            default -> lines.add(lines.remove(at));
        }
    }

    private static byte[] joined(List<byte[]> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        lines.forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    private SessionStore open() {
        return new SessionStore(
                home.resolve("conversations"), disk, List.of(), () -> now, notices::add);
    }

    private void append(SessionStore store, Session session, Change... changes) {
        List<Entry> entries = Arrays.stream(changes).map(change -> new Entry(now, change)).toList();
        entries.forEach(session::apply);
        store.append(session.id(), session.created(), entries, true);
    }

    private Path file(SessionId id) {
        return home.resolve("conversations").resolve(id + ".jsonl");
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file(ID));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The file with another header. */
    private String withHeader(Consumer<ObjectNode> change) throws IOException {
        List<String> lines = Files.readAllLines(file(ID));
        ObjectNode header =
                JournalLine.decode(lines.getFirst().getBytes(StandardCharsets.UTF_8)).orElseThrow();
        change.accept(header);
        return line(header) + String.join("\n", lines.subList(1, lines.size())) + "\n";
    }

    private static String line(ObjectNode object) {
        return new String(JournalLine.encode(object), StandardCharsets.UTF_8);
    }

    private static int crc(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }

    private static List<String> texts(Session session) {
        return session.messages().stream().map(Message::text).toList();
    }

    private static Change question(int id, String text) {
        return new Change.MessageAdded(
                new Message.Question(new MessageId(id), Optional.empty(), START, text, List.of()));
    }

    private static Change reply(int id, int parent) {
        return new Change.MessageAdded(
                new Message.Reply(
                        new MessageId(id),
                        Optional.of(new MessageId(parent)),
                        START,
                        Answer.EMPTY));
    }

    private static Change grew(String reasoning, String text) {
        return new Change.AnswerGrew(REPLY, reasoning, text);
    }

    private static Change ended() {
        return new Change.AnswerEnded(REPLY, new Answer.End.Finished(FinishReason.END_OF_TURN));
    }
}
