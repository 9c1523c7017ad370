package notso.app.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;

class ModelFinderTest {

    @TempDir Path folder;

    @Test
    void theNamedModelComesFirst() throws IOException {
        file("a.gguf", 1);
        Path named = Path.of("elsewhere.gguf");
        assertEquals(
                new ModelChoice.File(named),
                new ModelFinder(List.of(folder), Optional.of(named), Optional.empty()).find());
    }

    @Test
    void theNewestModelOfTheFolderIsNext() throws IOException {
        file("a.gguf", 1000);
        Path newest = file("b.GGUF", 3000);
        file("c.gguf", 2000);
        file("d.txt", 4000);
        assertEquals(
                new ModelChoice.File(newest),
                new ModelFinder(List.of(folder), Optional.empty(), Optional.empty()).find());
    }

    @Test
    void withoutAnyModelThereIsTheDemo() {
        assertEquals(
                new ModelChoice.Demo(),
                new ModelFinder(List.of(folder), Optional.empty(), Optional.empty()).find());
        Path missing = folder.resolve("missing");
        assertEquals(
                new ModelChoice.Demo(),
                new ModelFinder(List.of(missing), Optional.empty(), Optional.empty()).find());
    }

    @Test
    void aFileIsCalledByItsNameWithoutTheEnding() {
        assertEquals("Some-Model", new ModelChoice.File(Path.of("x", "Some-Model.gguf")).label());
    }

    private Path file(String name, long millis) throws IOException {
        Path file = Files.createFile(folder.resolve(name));
        return Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
    }

    @Test
    void theModelOfLastTimeIsOpenedAgainAsLongAsItIsThere() throws IOException {
        Path latest = Files.createFile(folder.resolve("latest.gguf"));
        Path newer = Files.createFile(folder.resolve("newer.gguf"));
        Files.setLastModifiedTime(latest, FileTime.fromMillis(1000));
        ModelFinder finder =
                new ModelFinder(List.of(folder), Optional.empty(), Optional.of(latest));
        assertEquals(new ModelChoice.File(latest), finder.find());
        Files.delete(latest);
        assertEquals(new ModelChoice.File(newer), finder.find());
    }
}
