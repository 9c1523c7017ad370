package notso.app.conversation.export;

import static notso.app.conversation.export.Conversations.OPTIONS;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import notso.app.conversation.Session;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

class ExportFileTest {

    @TempDir Path folder;

    private final ExportFile files = new ExportFile();

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileHoldsWhatIsWritten(ExportFormat format) throws IOException {
        Session session = Conversations.answered("é 😀");
        Path file = folder.resolve("a." + format.extension());
        Files.writeString(file, "what was there");
        files.write(session, format, OPTIONS, file);
        assertEquals(Conversations.export(session, format, OPTIONS), Files.readString(file));
        assertEquals(List.of("a." + format.extension()), names());
    }

    @Test
    void onlyTheUserMayReadIt() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path file = folder.resolve("a.md");
        Files.writeString(file, "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        files.write(Conversations.answered("x"), ExportFormat.MARKDOWN, OPTIONS, file);
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void halfAPairOfSurrogatesBecomesAReplacement() throws IOException {
        Path file = folder.resolve("a.md");
        files.write(Conversations.answered("<\uD83D>"), ExportFormat.MARKDOWN, OPTIONS, file);
        assertTrue(
                new String(Files.readAllBytes(file), StandardCharsets.UTF_8).contains("<\uFFFD>"));
    }

    @Test
    void whatCannotBeWrittenLeavesEverythingAsItWas() throws IOException {
        Session session = Conversations.answered("x");
        Path missing = folder.resolve("no").resolve("a.md");
        Path occupied = Files.createDirectory(folder.resolve("b.md"));
        assertEquals(
                ExportException.Reason.NO_FOLDER,
                assertThrows(
                                ExportException.class,
                                () -> files.write(session, ExportFormat.MARKDOWN, OPTIONS, missing))
                        .reason());
        ExportException e =
                assertThrows(
                        ExportException.class,
                        () -> files.write(session, ExportFormat.MARKDOWN, OPTIONS, occupied));
        assertEquals(ExportException.Reason.IS_FOLDER, e.reason());
        assertEquals(occupied, e.path());
        assertEquals(List.of("b.md"), names());
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            delimiter = ';',
            value = {
                "A title;A title.md",
                "a/b\\c:d*e?f\"g<h>i|j;a b c d e f g h i j.md",
                "../../etc/passwd;etc passwd.md",
                "con;_con.md",
                "COM1.x;_COM1.x.md",
                "Lpt9 ;_Lpt9.md",
                "console;console.md",
                "ends. . .;ends.md",
                "-rf ~;rf ~.md",
                "...;conversation.md",
                "'';conversation.md",
                "a\u0000\u0007b\u202Egnp;a b gnp.md",
                "e\u0301;\u00e9.md",
                "日本語 😀;日本語 😀.md",
                "lone \uD83D!;lone !.md",
                "$HOME `x` %PATH%;HOME x PATH.md",
            })
    void namesAreSafeOnAllSystems(String title, String name) {
        assertEquals(name, ExportName.suggested(Conversations.empty(title), ExportFormat.MARKDOWN));
    }

    @Test
    void longNamesAreCutBetweenCharacters() {
        String name =
                ExportName.suggested(Conversations.empty("😀".repeat(150)), ExportFormat.JSON);
        assertEquals("😀".repeat(28) + ".json", name);
        assertFalse(name.getBytes(StandardCharsets.UTF_8).length > ExportName.LONGEST);
    }
}
