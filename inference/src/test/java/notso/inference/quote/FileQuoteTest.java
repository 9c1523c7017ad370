package notso.inference.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.Problem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;

/** Lines of files of every kind. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FileQuoteTest {

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "1-2;a\\nb\\nc\\n;lines 1–2;a\\nb\\n",
                "2;a\\nb\\nc\\n;line 2;b\\n",
                "2-;a\\nb\\nc;lines 2–3;b\\nc\\n",
                "2-99;a\\nb\\nc;lines 2–3;b\\nc\\n",
                "1-3;a\\r\\nb\\rc\\n;lines 1–3;a\\nb\\nc\\n",
                "1-3;\\n\\n\\n;lines 1–3;\\n\\n\\n",
                "2;a\\n\\nc;line 2;\\n",
                "1;é 世 🙂;line 1;é 世 🙂\\n",
                "1;\u0001a\u001b[31m\u007f\u0085;line 1;␁a␛[31m␡\uFFFD\\n"
            })
    void linesAreQuotedAsCode(String range, String content, String name, String quoted)
            throws IOException {
        write("a.java", plain(content));
        assertEquals(
                "`a.java`, " + name + "\n\n```java\n" + plain(quoted) + "```\n",
                quote("a.java", range));
    }

    @ParameterizedTest
    @CsvSource({
        "EFBBBF61E4B896, a世",
        "FFFE6100164E, a世",
        "FEFF00614E16, a世",
        "FFFE000061000000, a",
        "0000FEFF00000061, a",
        "61FF62C3, a\uFFFDb\uFFFD",
        "61EDA08062, a\uFFFDb",
        "FFFE3DD842DE3DD8, 🙂\uFFFD"
    })
    void encodingIsToldByItsMarkAndWhatIsInvalidIsReplaced(String bytes, String text)
            throws IOException {
        Files.write(folder.resolve("a.txt"), HexFormat.of().parseHex(bytes));
        assertEquals("`a.txt`, line 1\n\n```\n" + text + "\n```\n", quote("a.txt", "1-"));
    }

    @Test
    void fenceIsLongerThanAnyInTheFile() throws IOException {
        write("a.txt", "```\n`````x\n");
        assertEquals("`a.txt`, lines 1–2\n\n``````\n```\n`````x\n``````\n", quote("a.txt", "1-2"));
    }

    @Test
    void markdownIsShownAsMarkdown() throws IOException {
        write("notes.MD", "# One\n\n- two\n");
        assertEquals("`notes.MD`, lines 1–3\n\n# One\n\n- two\n", quote("notes.MD", "1-"));
    }

    @ParameterizedTest
    @CsvSource({
        "a.py, python",
        "a.h, c",
        "a.yml, yaml",
        "a.json, json",
        "a.log, ''",
        "Makefile, ''"
    })
    void languageComesFromTheEnding(String name, String language) throws IOException {
        write(name, "x");
        assertTrue(quote(name, "1").contains("\n```" + language + "\nx\n"), quote(name, "1"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nameOfTheFileCannotBecomeMarkdown() throws IOException {
        write("a`\n`b.txt", "x");
        assertTrue(
                quote("a`\n`b.txt", "1").startsWith("`` a` `b.txt ``, line 1\n"),
                quote("a`\n`b.txt", "1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "4; a\\nb\\nc; The first line is '4', but must be between 1 and 3",
                "4-9; a\\nb\\nc\\n; The first line is '4', but must be between 1 and 3",
                "1; ''; must be a file with text in it",
                "1; \\0x; must be text, not binary data"
            })
    void whatIsNotThereIsOneSentence(String range, String content, String sentence)
            throws IOException {
        write("a.txt", plain(content));
        assertRefused("a.txt", range, sentence);
    }

    @Test
    void binaryDataFarIntoTheFileIsRefusedToo() throws IOException {
        write("a.txt", "x\n".repeat(10_000) + "\0\n");
        assertRefused("a.txt", "10001", "text, not binary data");
        assertEquals("`a.txt`, line 9\n\n```\nx\n```\n", quote("a.txt", "9"));
    }

    @Test
    void missingFilesAndFoldersAreRefused() throws IOException {
        Files.createDirectory(folder.resolve("b"));
        write("c", "x");
        assertRefused("a", "1", "a file that exists");
        assertRefused("b", "1", "a file, not a folder");
        assertRefused("c/d", "1", "c");
        assertRefused("x".repeat(5000), "1", "cannot be read");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void devicesPipesAndCirclesOfLinksAreRefused() throws Exception {
        assertRefused("/dev/zero", "1", "not a device or a pipe");
        assertRefused("/dev/tty", "1", "not a device or a pipe");
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        assertRefused("pipe", "1", "not a device or a pipe");
        Files.createSymbolicLink(folder.resolve("link"), pipe);
        assertRefused("link", "1", "not a device or a pipe");
        Files.createSymbolicLink(folder.resolve("circle"), folder.resolve("circle"));
        assertRefused("circle", "1", "circle");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void forbiddenFileIsRefused() throws IOException {
        Path file = folder.resolve("secret.txt");
        write("secret.txt", "x");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "root reads everything");
        assertRefused("secret.txt", "1", "permission denied");
    }

    @Test
    void hugeFileIsReadAsFarAsNeeded() throws IOException {
        Path file = folder.resolve("huge.txt");
        write("huge.txt", "one\ntwo\nthree\n");
        makeHuge(file);
        assertRefused("huge.txt", "1-2", "text, not binary data");
        write("huge.txt", "line\n".repeat(4000));
        makeHuge(file);
        assertEquals("`huge.txt`, lines 2–3\n\n```\nline\nline\n```\n", quote("huge.txt", "2-3"));
    }

    @Test
    void searchInAHugeFileCanBeCancelled() throws IOException {
        Path file = folder.resolve("huge.txt");
        write("huge.txt", "x".repeat(10_000));
        makeHuge(file);
        CancelSignal cancel = new CancelSignal();
        Thread canceller =
                new Thread(
                        () -> {
                            try {
                                Thread.sleep(200);
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            }
                            cancel.cancel();
                        });
        canceller.start();
        EngineException e =
                assertThrows(
                        EngineException.class,
                        () -> TextFile.read(file, LineRange.parse("2"), cancel));
        assertInstanceOf(Problem.Cancelled.class, e.problem());
    }

    @Test
    void atMostFiveThousandLinesAreQuoted() throws IOException {
        write("a.txt", "x\n".repeat(6000));
        assertTrue(quote("a.txt", "1-").startsWith("`a.txt`, lines 1–5000\n"));
        assertTrue(quote("a.txt", "2000-").startsWith("`a.txt`, lines 2000–6000\n"));
    }

    @Test
    void atMostAMillionCharactersAreQuotedAndTheCutIsNamed() throws IOException {
        write("a.txt", ("x".repeat(399_999) + "\n").repeat(3));
        FileLines cut = read("a.txt", "1-3");
        assertEquals(new FileLines(cut.text(), 1, 2, true), cut);
        assertEquals(800_000, cut.text().length());
        assertTrue(
                quote("a.txt", "1-3")
                        .startsWith(
                                "`a.txt`, lines 1–2 (cut: a quotation holds 1,000,000"
                                        + " characters)\n"));
        write("b.txt", "x" + "🙂".repeat(1_000_000));
        FileLines part = read("b.txt", "1");
        assertTrue(part.cut());
        assertEquals("x" + "🙂".repeat(499_999) + "\n", part.text());
    }

    /** Makes it a terabyte long, where the file system does not store the zeros. */
    private static void makeHuge(Path path) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(1L << 40);
        } catch (IOException e) {
            abort("no sparse files here: " + e.getMessage());
        }
    }

    private FileLines read(String name, String range) {
        return TextFile.read(folder.resolve(name), LineRange.parse(range), new CancelSignal());
    }

    private String quote(String name, String range) {
        return Quotations.resolve(
                        new QuoteSource.OfFile(folder.resolve(name), LineRange.parse(range), 0),
                        new CancelSignal())
                .markdown();
    }

    private void assertRefused(String name, String range, String what) {
        EngineException e = assertThrows(EngineException.class, () -> quote(name, range));
        assertTrue(e.getMessage().contains(what), e.getMessage());
        assertEquals(1, e.getMessage().lines().count());
    }

    private void write(String name, String text) throws IOException {
        Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    private static String plain(String escaped) {
        return escaped.replace("\\n", "\n").replace("\\r", "\r").replace("\\0", "\0");
    }
}
