package notso.app.conversation.importing;

import static notso.app.conversation.importing.Exports.chatGpt;
import static notso.app.conversation.importing.Exports.message;
import static notso.app.conversation.importing.Exports.openWebUi;
import static notso.app.conversation.importing.Exports.path;
import static notso.app.conversation.importing.Exports.text;
import static notso.app.conversation.importing.Exports.titles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.app.conversation.Attachment;
import notso.app.conversation.Change;
import notso.app.conversation.Draft;
import notso.app.conversation.Entry;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;
import notso.app.conversation.Queued;
import notso.app.conversation.SampleEntries;
import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.Title;
import notso.app.conversation.export.ExportFile;
import notso.app.conversation.export.ExportFormat;
import notso.app.conversation.export.ExportOptions;
import notso.app.conversation.foreign.Loss;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

class SessionImporterTest {

    private static final String CHAT_GPT =
            chatGpt("From ChatGPT", "a", text("a", "root", "user", "é"));

    private static final String OPEN_WEB_UI =
            openWebUi("From Open WebUI", "a", message("a", "", "user", "漢", ""));

    @TempDir Path folder;

    /** With everything in it that there is. */
    static Session rich(String id) {
        Session session = new Session(new SessionId(id), SampleEntries.START);
        SampleEntries.all().forEach(session::apply);
        Message.Question first =
                new Message.Question(
                        session.nextId(),
                        Optional.empty(),
                        SampleEntries.START,
                        SampleEntries.HARD_TEXT,
                        List.of());
        for (int i = 0; i < 3; i++) {
            Optional<MessageId> parent = i == 0 ? Optional.empty() : Optional.of(first.id());
            session.apply(
                    new Entry(
                            SampleEntries.START.plusSeconds(i),
                            new Change.MessageAdded(
                                    new Message.Question(
                                            i == 0 ? first.id() : session.nextId(),
                                            parent,
                                            SampleEntries.START.plusSeconds(i),
                                            first.text() + i,
                                            List.of()))));
        }
        Draft draft = new Draft(SampleEntries.HARD_TEXT, List.of(new Attachment("a", "b")));
        for (Change change :
                List.of(
                        new Change.Titled(new Title("Title of " + id, Title.Source.PERSON)),
                        new Change.BranchShown(new MessageId(3)),
                        new Change.BranchShown(new MessageId(1)),
                        new Change.Pinned(true),
                        new Change.Drafted(draft),
                        new Change.QueueChanged(List.of(new Queued(3, draft))),
                        new Change.ContextCut(Optional.of(new MessageId(2))))) {
            session.apply(new Entry(SampleEntries.START, change));
        }
        return session;
    }

    private Path exported(Session... sessions) {
        Path file = folder.resolve("export");
        if (sessions.length == 1) {
            new ExportFile()
                    .write(
                            sessions[0],
                            ExportFormat.JSON,
                            ExportOptions.of(ZoneOffset.UTC, Locale.ROOT),
                            file);
        } else {
            new ExportFile().writeAll(List.of(sessions), file);
        }
        return file;
    }

    @Test
    void whatWasExportedComesBackEqual() {
        Session session = rich("0a");
        assertTrue(session.messages().size() >= 5 && session.entries().size() >= 13);
        ImportResult result = Exports.read(exported(session));
        assertEquals(List.of(), result.notices());
        Session back = result.sessions().getFirst();
        assertEquals(session.entries(), back.entries());
        assertEquals(session.id(), back.id());
        assertEquals(session.created(), back.created());
        assertEquals(session.updated(), back.updated());
        assertEquals(session.path(), back.path());
        assertEquals(session.nextId(), back.nextId());
    }

    @Test
    void severalSessionsComeBackFromOneFile() {
        ImportResult result = Exports.read(exported(rich("0a"), rich("0b"), rich("0c")));
        assertEquals(List.of(), result.notices());
        assertEquals(
                List.of("0a", "0b", "0c"),
                result.sessions().stream().map(session -> session.id().value()).toList());
    }

    @Test
    void anIdThatIsTakenIsGivenToNobodyElse() {
        Session session = rich("0a");
        ImportResult result = Exports.read(exported(session), Set.of(session.id()));
        Session copy = result.sessions().getFirst();
        assertNotEquals(session.id(), copy.id());
        assertEquals(session.entries(), copy.entries());
        assertEquals(List.of(new ImportNotice.Copied(session.title().text())), result.notices());
        ImportResult twice = Exports.read(exported(session, session));
        assertEquals(2, Set.copyOf(twice.sessions().stream().map(Session::id).toList()).size());
    }

    @Test
    void aDamagedEntryTakesNoOtherWithIt() throws IOException {
        Session session = rich("0a");
        int messages = session.messages().size();
        Path file = exported(session);
        String text = Files.readString(file).replaceFirst("\"id\":1,", "\"id\":1,\"role\":7,");
        ImportResult result = Exports.read(folder, text);
        assertEquals(messages - 1, result.sessions().getFirst().messages().size());
        assertTrue(
                result.notices()
                        .contains(new ImportNotice.Lost(session.title().text(), Loss.MALFORMED, 1)),
                result.notices().toString());
    }

    @Test
    void aLaterVersionIsReadAsFarAsItIsKnown() throws IOException {
        Path file = exported(rich("0a"));
        String text = Files.readString(file).replace("\"version\":1", "\"version\":2");
        ImportResult result = Exports.read(folder, text);
        assertEquals(rich("0a").entries(), result.sessions().getFirst().entries());
        assertEquals(
                List.of(new ImportNotice.NewerVersion(rich("0a").title().text())),
                result.notices());
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1000000000-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z", "x", ""})
    void aSessionWithoutAPossibleTimeIsOfNow(String time) throws IOException {
        Session session = rich("0a");
        String text =
                Files.readString(exported(session))
                        .replaceFirst(
                                "\"created\":\"[^\"]*\",\"updated\":\"[^\"]*\"",
                                "\"created\":\"" + time + "\",\"updated\":\"" + time + "\"")
                        .replaceFirst("\"0a\"", "\"-\"");
        Session back = Exports.read(folder, text).sessions().getFirst();
        assertEquals(Exports.NOW, back.created());
        assertEquals(session.path(), back.path());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-8 with mark"})
    void encodingsAreTold(String encoding) throws IOException {
        boolean isMarked = !encoding.equals("UTF-8") && !encoding.equals("UTF-16");
        String text = (isMarked ? "\uFEFF" : "") + "[" + CHAT_GPT + "," + OPEN_WEB_UI + "]";
        Path file = folder.resolve("a");
        Files.write(file, text.getBytes(Charset.forName(encoding.replace(" with mark", ""))));
        ImportResult result = Exports.read(file);
        assertEquals(List.of(), result.notices());
        assertEquals(List.of("From ChatGPT", "From Open WebUI"), titles(result));
        assertEquals(List.of("Q é"), path(result.sessions().getFirst()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[%s,%s]",
                "%s%s",
                "%s\n%s\n",
                " [ 1, null, {}, [], {\"a\":{\"b\":[]}}, %s, \"x\", %s ] ",
                "[[%s],[[%s]]]",
            })
    void aSingleObjectOrAnyListOfThemIsRead(String form) {
        ImportResult result = Exports.read(folder, form.formatted(CHAT_GPT, OPEN_WEB_UI));
        assertEquals(List.of("From ChatGPT", "From Open WebUI"), titles(result));
        assertEquals(List.of(), result.notices());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "[]", "{}", "null", "\u0000", "hello", "<html>", "PK\3\4", "{\"a\""
            })
    void whatIsNoExportIsSaid(String text) {
        ImportResult result = Exports.read(folder, text);
        assertEquals(List.of(), result.sessions());
        assertEquals(1, result.notices().size(), result.notices().toString());
        String sentence = ImportNoticeText.sentence(result.notices().getFirst());
        assertTrue(sentence.contains("any.name") && sentence.endsWith("."), sentence);
    }

    @Test
    void whatCannotBeReadIsSaid() {
        for (Path path : List.of(folder, folder.resolve("missing"))) {
            ImportResult result = Exports.read(path);
            assertInstanceOf(ImportNotice.Unreadable.class, result.notices().getFirst());
            assertEquals(1, result.notices().size());
        }
    }

    @Test
    void conversationsAroundADamagedPlaceComeOver() {
        String broken =
                CHAT_GPT.replace("From ChatGPT", "Broken")
                        .replace("\"parent\":\"root\"", "\"parent\":\"ro\"ot\"");
        ImportResult result =
                Exports.read(
                        folder,
                        "[" + CHAT_GPT + "," + broken + "," + OPEN_WEB_UI + "," + CHAT_GPT + "]");
        assertEquals(
                List.of("From ChatGPT", "Broken", "From Open WebUI", "From ChatGPT").stream()
                        .filter(title -> !title.equals("Broken"))
                        .toList(),
                titles(result).stream().filter(title -> !title.equals("Broken")).toList());
        assertTrue(result.notices().contains(new ImportNotice.Damaged(folder.resolve("any.name"))));
    }

    @Test
    void ofAConversationThatIsCutOffTheBeginningComesOver() {
        String cut =
                chatGpt(
                        "T",
                        "b",
                        text("a", "root", "user", "kept"),
                        text("b", "a", "assistant", "lost"));
        ImportResult result = Exports.read(folder, "[" + cut.substring(0, cut.indexOf("lost")));
        assertEquals(List.of("Q kept"), path(result.sessions().getFirst()));
        assertTrue(result.notices().contains(new ImportNotice.BrokenOff("T")));
    }

    @Test
    void halfCharactersBecomeReplacements() {
        ImportResult result =
                Exports.read(
                        folder,
                        chatGpt(
                                "T\\ud83d",
                                "a",
                                text("a", "root", "user", "x\\udc00y\\ud83d\\ude00")));
        assertEquals(List.of("Q x\uFFFDy😀"), path(result.sessions().getFirst()));
        assertEquals("T\uFFFD", result.sessions().getFirst().title().text());
    }

    @Test
    void archivesAreReadByWhatIsInThem() throws IOException {
        Path file = folder.resolve("a.txt");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, "../../chat.html", "<html>[{}]");
            put(zip, "user.json", "{\"id\":\"user-1\",\"email\":\"x\"}");
            put(zip, "/etc/conversations-000.json", "[" + CHAT_GPT + "]");
            put(zip, "..\\..\\b", "\n [" + OPEN_WEB_UI + "]");
            put(zip, "message_feedback.json", "[{\"id\":1,\"content\":\"{}\"}]");
        }
        ImportResult result = Exports.read(file);
        assertEquals(List.of("From ChatGPT", "From Open WebUI"), titles(result));
        assertEquals(List.of(), result.notices());
        assertFalse(Files.exists(folder.resolve("../b")));
    }

    @Test
    void anArchiveThatSwellsIsLeftOff() throws IOException {
        Path file = folder.resolve("bomb");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, "a", "[" + CHAT_GPT + "]");
            zip.putNextEntry(new ZipEntry("b"));
            zip.write('[');
            byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 200; i++) {
                zip.write(blanks);
            }
            zip.write(']');
            zip.closeEntry();
        }
        assertTrue(Files.size(file) < 1 << 20);
        ImportResult result = Exports.read(file);
        assertEquals(List.of("From ChatGPT"), titles(result));
        assertEquals(List.of(new ImportNotice.TooLarge(file)), result.notices());
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    @Test
    void whatIsTooMuchIsLeftOutAndTheRestComesOver() {
        String deep = "[".repeat(500) + "]".repeat(500);
        String nodes =
                text("a", "root", "user", "a")
                        + ","
                        + text("b", "a", "assistant", "b")
                                .replace(
                                        "'metadata':{},'recipient'",
                                        "'metadata':{'x':" + deep + "},'recipient'")
                        + ","
                        + text("c", "b", "user", "x".repeat(17 << 20))
                        + ","
                        + text("d", "c", "user", "d");
        ImportResult result = Exports.read(folder, "[" + chatGpt("T", "d", nodes) + "]");
        assertEquals(List.of("Q a", "A b", "Q d"), path(result.sessions().getFirst()));
        assertEquals(
                List.of(
                        new ImportNotice.Lost("T", Loss.TOO_DEEP, 1),
                        new ImportNotice.Lost("T", Loss.TOO_LONG, 1)),
                result.notices());
    }

    @Test
    void aMillionTinyMessagesAreNoTrouble() {
        StringBuilder mapping = new StringBuilder("{\"title\":\"T\",\"mapping\":{");
        for (int i = 0; i < 1_000_000; i++) {
            mapping.append(i == 0 ? "" : ",")
                    .append("\"" + i + "\":{\"message\":{\"author\":{\"role\":\"")
                    .append(i % 2 == 0 ? "user" : "assistant")
                    .append("\"},\"content\":{\"parts\":[\"x\"]}},\"parent\":\"" + (i - 1) + "\"}");
        }
        mapping.append("}}");
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> {
                    ImportResult result = Exports.read(folder, mapping.toString());
                    assertEquals(100_000, result.sessions().getFirst().path().size());
                    assertTrue(
                            result.notices()
                                    .contains(new ImportNotice.Lost("T", Loss.TOO_MANY, 900_000)));
                });
    }
}
