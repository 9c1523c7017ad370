package notso.app.conversation.importing;

import static notso.app.conversation.importing.Exports.chatGpt;
import static notso.app.conversation.importing.Exports.message;
import static notso.app.conversation.importing.Exports.openWebUi;
import static notso.app.conversation.importing.Exports.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.app.conversation.Session;
import notso.app.conversation.export.SessionExporter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files with one conversation in the middle that is damaged at random, and two around it. */
class MutatedImportTest {

    private static final int MUTATIONS = 3_400;

    private static final List<String> WORDS =
            List.of(
                    "\"",
                    "{",
                    "}",
                    "[",
                    "]",
                    ",",
                    ":",
                    "\\",
                    "null",
                    "-1",
                    "1e999",
                    "NaN",
                    "\\ud800",
                    "\"parent\":",
                    "\"id\":",
                    "\"mapping\":",
                    "\"\"",
                    "true",
                    "\u0000",
                    "{}",
                    "[[");

    @TempDir Path folder;

    private enum Format {
        OWN,
        CHAT_GPT,
        OPEN_WEB_UI;

        String conversation(String title) {
            return switch (this) {
                case OWN -> own(title);
                case CHAT_GPT ->
                        chatGpt(
                                title,
                                "a1",
                                text("q1", "root", "user", "one"),
                                text("a1", "q1", "assistant", "first"),
                                text("a2", "q1", "assistant", "second"),
                                text("q2", "a2", "user", "on"));
                case OPEN_WEB_UI ->
                        openWebUi(
                                title,
                                "a1",
                                message("q1", "", "user", "one", ""),
                                message("a1", "q1", "assistant", "first", ""),
                                message("a2", "q1", "assistant", "second", ""),
                                message("q2", "a2", "user", "on", ""));
            };
        }

        private static String own(String title) {
            StringBuilder text = new StringBuilder();
            try {
                Session session = SessionImporterTest.rich("0" + title.toLowerCase(Locale.ROOT));
                new SessionExporter().writeAll(List.of(session), text);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return text.substring(1, text.length() - 2).strip();
        }
    }

    @ParameterizedTest
    @EnumSource
    void conversationsAroundADamagedOneAlwaysComeOver(Format format) throws IOException {
        byte[] before = ("[" + format.conversation("A") + ",\n").getBytes(StandardCharsets.UTF_8);
        byte[] whole = format.conversation("B").getBytes(StandardCharsets.UTF_8);
        byte[] behind = (",\n" + format.conversation("C") + "]").getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("a");
        Files.write(file, joined(before, whole, behind));
        List<String> intact = described(Exports.read(file));
        assertEquals(3, intact.size());
        int damaged = 0;
        for (int seed = 0; seed < MUTATIONS; seed++) {
            Files.write(file, joined(before, mutated(whole, new Random(seed)), behind));
            ImportResult result =
                    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Exports.read(file));
            List<String> described = described(result);
            assertEquals(intact.getFirst(), described.getFirst(), "seed " + seed);
            assertTrue(described.contains(intact.getLast()), "seed " + seed);
            damaged += described.contains(intact.get(1)) ? 0 : 1;
            result.notices().forEach(ImportNoticeText::sentence);
            Set<Object> ids = new HashSet<>();
            for (Session session : result.sessions()) {
                assertTrue(ids.add(session.id()), "seed " + seed);
                assertEquals(session.entries(), session.copy().entries());
                session.nextId();
            }
        }
        assertTrue(damaged > MUTATIONS / 4, "damaged: " + damaged);
    }

    @Test
    void damagedArchivesEndInNoticesOrConversations() throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            for (Format format : Format.values()) {
                zip.putNextEntry(new ZipEntry(format.name()));
                zip.write(format.conversation("A").getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        Path file = folder.resolve("a");
        Files.write(file, archive.toByteArray());
        assertEquals(3, Exports.read(file).sessions().size());
        for (int seed = 0; seed < 1_000; seed++) {
            Files.write(file, mutated(archive.toByteArray(), new Random(seed)));
            ImportResult result =
                    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Exports.read(file));
            assertTrue(!result.sessions().isEmpty() || !result.notices().isEmpty(), "seed " + seed);
        }
    }

    /** All but ids, which are drawn. */
    private static List<String> described(ImportResult result) {
        return result.sessions().stream()
                .map(session -> session.created() + " " + session.updated() + session.entries())
                .toList();
    }

    private static byte[] mutated(byte[] whole, Random random) {
        byte[] bytes = whole;
        for (int i = 0; i <= random.nextInt(3); i++) {
            int at = random.nextInt(bytes.length);
            int end = Math.min(bytes.length, at + 1 + random.nextInt(60));
            byte[] head = Arrays.copyOf(bytes, at);
            byte[] tail = Arrays.copyOfRange(bytes, at, bytes.length);
            byte[] rest = Arrays.copyOfRange(bytes, end, bytes.length);
            byte[] word = WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8);
            byte[] noise = new byte[1 + random.nextInt(4)];
            random.nextBytes(noise);
            bytes =
                    switch (random.nextInt(6)) {
                        case 0 -> joined(head, rest);
                        case 1 -> joined(head, word, tail);
                        case 2 -> joined(head, word, rest);
                        case 3 -> joined(head, noise, tail);
                        case 4 -> joined(head, tail, Arrays.copyOfRange(bytes, at, end));
                        default -> head;
                    };
            if (bytes.length == 0) {
                return bytes;
            }
        }
        return bytes;
    }

    private static byte[] joined(byte[]... parts) {
        byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
