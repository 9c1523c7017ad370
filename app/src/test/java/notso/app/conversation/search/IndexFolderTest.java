package notso.app.conversation.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import notso.app.conversation.Session;
import notso.app.conversation.SessionSummary;

import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What is on disk: kept, broken, in use, or not possible. */
class IndexFolderTest {

    private static final String LOCK = "write.lock";

    @TempDir private Path parent;

    private final List<Session> sessions =
            List.of(
                    new Talk("a1").titled("First").asks("common apple").session(),
                    new Talk("a2").titled("Second").asks("common banana").replies("no").session(),
                    new Talk("a3").titled("Third").asks("common cherry").session());

    private Path folder() {
        return parent.resolve("search");
    }

    /** All files of a new index but the lock, by name. */
    private Map<String, byte[]> written() throws IOException {
        try (SearchIndex index = SearchIndex.open(folder())) {
            sessions.forEach(index::put);
        }
        return files();
    }

    private Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (Path file : paths()) {
            String name = file.getFileName().toString();
            if (!name.equals(LOCK)) {
                files.put(name, Files.readAllBytes(file));
            }
        }
        return files;
    }

    private List<Path> paths() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.toList();
        }
    }

    private long size() throws IOException {
        return files().values().stream().mapToLong(bytes -> bytes.length).sum();
    }

    /** Makes the folder hold these files only. */
    private void restore(Map<String, byte[]> files) throws IOException {
        for (Path file : paths()) {
            Files.delete(file);
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder().resolve(file.getKey()), file.getValue());
        }
    }

    private void restore(Map<String, byte[]> files, String changed, byte[] bytes)
            throws IOException {
        Map<String, byte[]> all = new TreeMap<>(files);
        all.put(changed, bytes);
        restore(all);
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
        Map<String, byte[]> before = written();
        try (SearchIndex index = SearchIndex.open(folder())) {
            sessions.forEach(s -> assertTrue(index.isCurrent(SessionSummary.of(s))));
            assertAll(index, "as it was");
        }
        Map<String, byte[]> after = files();
        assertEquals(before.keySet(), after.keySet());
        before.forEach((name, bytes) -> assertArrayEquals(bytes, after.get(name), name));
    }

    @Test
    void aFileThatBreaksOffAnywhereGivesWhatIsWhole() throws IOException {
        Map<String, byte[]> whole = written();
        for (Map.Entry<String, byte[]> file : whole.entrySet()) {
            byte[] bytes = file.getValue();
            for (int length = 0; length < bytes.length; length += 1 + bytes.length / 12) {
                restore(whole, file.getKey(), Arrays.copyOf(bytes, length));
                assertServes(file.getKey() + " cut at " + length);
            }
        }
    }

    @Test
    void noChangedByteDoesHarm() throws IOException {
        Map<String, byte[]> whole = written();
        Random random = new Random(3);
        for (Map.Entry<String, byte[]> file : whole.entrySet()) {
            for (int i = 0; i < file.getValue().length; i += 1 + random.nextInt(79)) {
                byte[] changed = file.getValue().clone();
                changed[i] ^= (byte) (1 << random.nextInt(8));
                restore(whole, file.getKey(), changed);
                assertServes(file.getKey() + " changed at " + i);
            }
        }
    }

    @Test
    void noMissingFileDoesHarm() throws IOException {
        Map<String, byte[]> whole = written();
        for (String name : whole.keySet()) {
            restore(whole);
            Files.delete(folder().resolve(name));
            assertServes("without " + name);
        }
    }

    @Test
    void theFilesOfAnotherVersionOrProgramAreBegunAnew() throws IOException {
        Map<String, byte[]> whole = written();
        String commit =
                whole.keySet().stream()
                        .filter(n -> n.startsWith("segments_"))
                        .findFirst()
                        .orElseThrow();
        restore(
                whole,
                commit,
                "SQLite format 3, or a letter to somebody".getBytes(StandardCharsets.UTF_8));
        assertServes("foreign");
        restore(whole, commit, new byte[10_000]);
        assertServes("zeros");
        restore(whole);
        try (Directory directory = FSDirectory.open(folder());
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            writer.setLiveCommitData(Map.of("version", "newer").entrySet());
            writer.commit();
        }
        try (SearchIndex index = SearchIndex.open(folder())) {
            assertFalse(index.isCurrent(SessionSummary.of(sessions.getFirst())));
            assertEquals(List.of(), found(index, "common"));
        }
        assertServes("newer");
    }

    @Test
    void whereTheFileCannotBeTheIndexIsInMemory() throws IOException {
        Files.createDirectories(folder().resolve(LOCK).resolve("in the way"));
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
    void filesThatVanishWhileTheyAreOpenAreMadeAgain() throws IOException {
        try (SearchIndex index = SearchIndex.open(folder())) {
            sessions.forEach(index::put);
            assertAll(index, "before");
            // Windows does not let them go.
            assumeTrue(paths().stream().allMatch(path -> path.toFile().delete()));
            assertTrue(folder().toFile().delete());
            for (Session session : sessions) {
                index.put(session);
                index.search("common", 100);
            }
            sessions.stream()
                    .filter(s -> !index.isCurrent(SessionSummary.of(s)))
                    .forEach(index::put);
            assertAll(index, "put again");
        }
        assertServes("begun anew");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void filesThatAreCutOrOverwrittenWhileTheyAreOpenAreIndexedAgain(boolean cut)
            throws IOException {
        written();
        try (SearchIndex index = SearchIndex.open(folder())) {
            assertAll(index, "before");
            for (String name : files().keySet()) {
                try (RandomAccessFile other =
                        new RandomAccessFile(folder().resolve(name).toFile(), "rw")) {
                    if (cut) {
                        other.setLength(0);
                    } else {
                        other.write(new byte[(int) other.length()]);
                    }
                }
            }
            assertEquals(List.of(), found(index, "common"));
            sessions.forEach(s -> assertFalse(index.isCurrent(SessionSummary.of(s))));
            sessions.forEach(index::put);
            assertAll(index, "put again");
        }
        assertServes("at the next start");
    }

    @Test
    void anInterruptedThreadDoesNoHarm() throws IOException {
        written();
        try (SearchIndex index = SearchIndex.open(folder())) {
            Thread.currentThread().interrupt();
            index.remove(Talk.id("a1"));
            index.put(sessions.getFirst());
            index.search("common", 100);
            assertTrue(Thread.interrupted());
            sessions.stream()
                    .filter(s -> !index.isCurrent(SessionSummary.of(s)))
                    .forEach(index::put);
            assertAll(index, "afterwards");
        }
        assertServes("at the next start");
    }

    @Test
    void whatWasPutIsThereAfterAnAbruptEndOrNotCurrent() throws IOException {
        written();
        Path copy = parent.resolve("copy");
        Files.createDirectories(copy);
        Session late = new Talk("a4").asks("common date").session();
        try (SearchIndex index = SearchIndex.open(folder())) {
            index.put(late);
            assertEquals(List.of("a4"), found(index, "date"));
            for (Path file : paths()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        try (SearchIndex index = SearchIndex.open(copy)) {
            assertAll(index, "as committed");
            assertFalse(index.isCurrent(SessionSummary.of(late)));
        }
        try (SearchIndex index = SearchIndex.open(folder())) {
            assertTrue(index.isCurrent(SessionSummary.of(late)));
        }
    }

    @Test
    void noThreadIsLeftBehind() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (SearchIndex index = SearchIndex.open(folder())) {
            for (int i = 0; i < 50; i++) {
                index.put(new Talk("t" + i).asks("text " + i).session());
                index.search("text", 5);
            }
            index.remove(Talk.id("t1"));
            Set<Thread> added = new HashSet<>(Thread.getAllStackTraces().keySet());
            added.removeAll(before);
            added.removeIf(Thread::isDaemon);
            assertEquals(Set.of(), added);
        }
    }

    @Test
    void nothingOfAForgottenSessionStaysOnDisk() throws IOException {
        written();
        try (SearchIndex index = SearchIndex.open(folder())) {
            assertTrue(onDisk().contains("banana"));
            index.remove(Talk.id("a2"));
            assertFalse(onDisk().contains("banana"));
            assertTrue(onDisk().contains("apple"));
            index.put(new Talk("a1").asks("common pear").session());
        }
        assertFalse(onDisk().contains("apple"));
        assertTrue(onDisk().contains("cherry"));
        try (SearchIndex index = SearchIndex.open(folder())) {
            assertEquals(List.of("a3", "a1"), found(index, "common"));
            index.retainOnly(Set.of(Talk.id("a1")));
            assertFalse(onDisk().contains("cherry"));
            assertTrue(onDisk().contains("pear"));
        }
    }

    private String onDisk() throws IOException {
        StringBuilder all = new StringBuilder();
        files().values()
                .forEach(bytes -> all.append(new String(bytes, StandardCharsets.ISO_8859_1)));
        return all.toString();
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
            long size = size();
            Set<String> marks = new HashSet<>();
            for (int i = 0; i < 40; i++) {
                assertEquals(List.of("b" + i), found(index, "\"mark" + i + "\""));
                marks.add("b" + i);
            }
            assertEquals(marks, Set.copyOf(found(index, "common")));
            assertTrue(size < 2 * 40 * 60_000 + (1 << 20) + 100_000, () -> "size: " + size);
            many.subList(2, 40).forEach(session -> index.remove(session.id()));
            assertTrue(size() < 2_000_000);
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
    void folderAndFilesAreTheUsersAlone() throws IOException {
        Files.createDirectories(folder());
        assumeTrue(folder().getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path lock = Files.createFile(folder().resolve(LOCK));
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(lock, PosixFilePermissions.fromString("rw-r--r--"));
        written();
        assertPrivate();
        for (Path path : paths()) {
            Files.delete(path);
        }
        Files.delete(folder());
        written();
        assertPrivate();
    }

    private void assertPrivate() throws IOException {
        assertEquals("rwx------", permissions(folder()));
        assertTrue(paths().size() > 2);
        paths().forEach(path -> assertEquals("rw-------", permissions(path), path.toString()));
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
