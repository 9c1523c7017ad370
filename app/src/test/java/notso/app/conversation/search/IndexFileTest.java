package notso.app.conversation.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import notso.app.conversation.Session;
import notso.app.conversation.SessionSummary;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What is on disk: kept, broken, in use, or not possible. */
class IndexFileTest {

    private static final int SIGNATURE_BYTES = 8;

    @TempDir private Path parent;

    private final List<Session> sessions =
            List.of(
                    new Talk("a1").titled("First").asks("common apple").session(),
                    new Talk("a2").titled("Second").asks("common banana").replies("no").session(),
                    new Talk("a3").titled("Third").asks("common cherry").session());

    private Path folder() {
        return parent.resolve("search");
    }

    private Path file() {
        return folder().resolve(IndexFile.NAME);
    }

    private byte[] written() throws IOException {
        try (SearchIndex index = SearchIndex.open(folder())) {
            sessions.forEach(index::put);
        }
        return Files.readAllBytes(file());
    }

    private static List<String> found(SearchIndex index, String query) {
        return index.search(query, 100).stream().map(hit -> hit.session().value()).toList();
    }

    /** What is left serves, and what is not is found to be missing and can be put again. */
    private void assertServes(String what) {
        try (SearchIndex index = SearchIndex.open(folder())) {
            index.search("common", 100);
            for (Session session : sessions) {
                boolean isCurrent = index.isCurrent(SessionSummary.of(session));
                assertEquals(
                        isCurrent, found(index, "common").contains(session.id().value()), what);
                if (!isCurrent) {
                    index.put(session);
                }
            }
            assertAll(index, what);
        }
        try (SearchIndex index = SearchIndex.open(folder())) {
            assertAll(index, what);
        }
    }

    private void assertAll(SearchIndex index, String what) {
        assertEquals(List.of("a3", "a2", "a1"), found(index, "common"), what);
        assertEquals(
                "common [banana]",
                SearchIndexTest.marked(index.search("banana", 1).getFirst().places().getFirst()),
                what);
    }

    @Test
    void whatWasIndexedIsThereAfterTheNextStart() throws IOException {
        byte[] before = written();
        try (SearchIndex index = SearchIndex.open(folder())) {
            sessions.forEach(s -> assertTrue(index.isCurrent(SessionSummary.of(s))));
            assertAll(index, "as it was");
        }
        assertArrayEquals(before, Files.readAllBytes(file()));
    }

    @Test
    void aFileThatBreaksOffAnywhereGivesWhatIsWhole() throws IOException {
        byte[] whole = written();
        for (int length = 0; length < whole.length; length += 1 + length / 50) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertServes("cut at " + length);
        }
    }

    @Test
    void noChangedByteDoesHarm() throws IOException {
        byte[] whole = written();
        Random random = new Random(3);
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= (byte) (1 << random.nextInt(8));
            Files.write(file(), changed);
            assertServes("changed at " + i);
        }
    }

    @Test
    void theFileOfAnotherVersionOrProgramIsBegunAnew() throws IOException {
        byte[] whole = written();
        byte[] newer = whole.clone();
        newer[SIGNATURE_BYTES - 1]++;
        Files.write(file(), newer);
        assertServes("newer");
        Files.writeString(file(), "SQLite format 3, or a letter to somebody");
        assertServes("foreign");
        Files.write(file(), new byte[10_000]);
        assertServes("zeros");
    }

    @Test
    void whereTheFileCannotBeTheIndexIsInMemory() throws IOException {
        Files.createDirectories(file().resolve("in the way"));
        assertWorksInMemory(folder());
        Files.writeString(parent.resolve("no folder"), "text");
        assertWorksInMemory(parent.resolve("no folder"));
        assertWorksInMemory(parent.resolve("no folder").resolve("below"));
        assertEquals("text", Files.readString(parent.resolve("no folder")));
    }

    private void assertWorksInMemory(Path folder) {
        try (SearchIndex index = SearchIndex.open(folder)) {
            sessions.forEach(index::put);
            assertAll(index, "in memory");
            index.put(new Talk("a3").asks("nothing").session());
            index.remove(Talk.id("a1"));
            assertEquals(List.of("a2"), found(index, "common"));
        }
        try (SearchIndex index = SearchIndex.open(folder)) {
            assertEquals(List.of(), found(index, "common"));
        }
    }

    @Test
    void theSecondIndexOnAFolderIsInMemory() throws IOException {
        written();
        try (SearchIndex first = SearchIndex.open(folder())) {
            assertWorksInMemory(folder());
            assertAll(first, "beside the second");
        }
        try (SearchIndex later = SearchIndex.open(folder())) {
            assertAll(later, "after the second");
        }
    }

    @Test
    void anotherProcessCanHoldTheFile() throws Exception {
        written();
        Process other =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Holder.class.getName(),
                                folder().toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try {
            assertEquals("3", other.inputReader().readLine());
            assertWorksInMemory(folder());
        } finally {
            other.outputWriter().close();
            assertTrue(other.waitFor(20, TimeUnit.SECONDS));
        }
        assertServes("free again");
    }

    /** Holds the index open until its input ends. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws IOException {
            try (SearchIndex index = SearchIndex.open(Path.of(args[0]))) {
                System.out.println(index.search("common", 100).size());
                System.in.read();
            }
        }
    }

    @Test
    void aFileThatVanishesWhileItIsOpenIsNotMissed() throws IOException {
        try (SearchIndex index = SearchIndex.open(folder())) {
            sessions.forEach(index::put);
            // Windows does not let it go.
            boolean isGone = file().toFile().delete() && folder().toFile().delete();
            assumeTrue(isGone);
            assertAll(index, "without a name");
            index.put(sessions.getFirst());
            assertAll(index, "put again");
        }
        assertServes("begun anew");
    }

    @Test
    void aFileThatIsCutOrOverwrittenWhileItIsOpenIsIndexedAgain() throws IOException {
        try (SearchIndex index = SearchIndex.open(folder())) {
            sessions.forEach(index::put);
            try (RandomAccessFile other = new RandomAccessFile(file().toFile(), "rw")) {
                other.setLength(20);
            }
            assertEquals(List.of(), found(index, "common"));
            sessions.forEach(s -> assertFalse(index.isCurrent(SessionSummary.of(s))));
            sessions.forEach(index::put);
            assertAll(index, "put again");
            try (RandomAccessFile other = new RandomAccessFile(file().toFile(), "rw")) {
                other.write(new byte[(int) other.length()]);
            }
            assertEquals(List.of(), found(index, "common"));
        }
        assertServes("at the next start");
    }

    @Test
    void nothingOfAForgottenSessionStaysOnDisk() throws IOException {
        try (SearchIndex index = SearchIndex.open(folder())) {
            sessions.forEach(index::put);
            assertTrue(onDisk().contains("banana"));
            index.remove(Talk.id("a2"));
            assertFalse(onDisk().contains("banana"));
            index.put(new Talk("a1").asks("common pear").session());
            assertFalse(onDisk().contains("apple"));
            assertTrue(onDisk().contains("cherry"));
        }
        try (SearchIndex index = SearchIndex.open(folder())) {
            assertEquals(List.of("a3", "a1"), found(index, "common"));
        }
    }

    private String onDisk() throws IOException {
        return new String(Files.readAllBytes(file()), StandardCharsets.ISO_8859_1);
    }

    @Test
    void theFileDoesNotGrowWithoutEndAndLosesNothing() throws IOException {
        Random random = new Random(4);
        List<Session> many = new ArrayList<>();
        try (SearchIndex index = SearchIndex.open(folder())) {
            for (int i = 0; i < 40; i++) {
                Talk talk = new Talk("b" + i).asks("common mark" + i);
                talk.replies(letters(random, 20_000));
                many.add(talk.session());
            }
            for (int round = 0; round < 6; round++) {
                many.forEach(index::put);
            }
            long size = Files.size(file());
            Set<String> marks = new HashSet<>();
            for (int i = 0; i < 40; i++) {
                assertEquals(List.of("b" + i), found(index, "\"mark" + i + "\""));
                marks.add("b" + i);
            }
            assertEquals(marks, Set.copyOf(found(index, "common")));
            assertTrue(size < 2 * 40 * 60_000 + (1 << 20) + 100_000, () -> "size: " + size);
            many.subList(2, 40).forEach(session -> index.remove(session.id()));
            assertTrue(Files.size(file()) < 2_000_000);
        }
        try (SearchIndex index = SearchIndex.open(folder())) {
            assertEquals(Set.of("b0", "b1"), Set.copyOf(found(index, "common")));
            assertTrue(index.isCurrent(SessionSummary.of(many.getFirst())));
        }
    }

    private static String letters(Random random, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(Integer.toString(random.nextInt(1 << 30), 36)).append(' ');
        }
        return text.toString();
    }

    @Test
    void folderAndFileAreTheUsersAlone() throws IOException {
        Files.createDirectories(folder());
        assumeTrue(folder().getFileSystem().supportedFileAttributeViews().contains("posix"));
        Files.createFile(file());
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        written();
        assertEquals("rwx------", permissions(folder()));
        try (Stream<Path> files = Files.list(folder())) {
            files.forEach(path -> assertEquals("rw-------", permissions(path)));
        }
        Files.delete(file());
        Files.delete(folder());
        written();
        assertEquals("rwx------ rw-------", permissions(folder()) + " " + permissions(file()));
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
