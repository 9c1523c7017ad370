package notso.app.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

class ModelFinderTest {

    @TempDir Path folder;

    @Test
    void theNamedModelComesFirst() throws IOException {
        file("a.gguf", 1);
        Path named = Path.of("elsewhere.gguf");
        assertEquals(
                new ModelChoice.File(named), new ModelFinder(folder, Optional.of(named)).find());
    }

    @Test
    void theNewestModelOfTheFolderIsNext() throws IOException {
        file("a.gguf", 1000);
        Path newest = file("b.GGUF", 3000);
        file("c.gguf", 2000);
        file("d.txt", 4000);
        assertEquals(
                new ModelChoice.File(newest), new ModelFinder(folder, Optional.empty()).find());
    }

    @Test
    void withoutAnyModelThereIsTheDemo() {
        assertEquals(new ModelChoice.Demo(), new ModelFinder(folder, Optional.empty()).find());
        Path missing = folder.resolve("missing");
        assertEquals(new ModelChoice.Demo(), new ModelFinder(missing, Optional.empty()).find());
    }

    @Test
    void aFileIsCalledByItsNameWithoutTheEnding() {
        assertEquals("Some-Model", new ModelChoice.File(Path.of("x", "Some-Model.gguf")).label());
    }

    private Path file(String name, long millis) throws IOException {
        Path file = Files.createFile(folder.resolve(name));
        return Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
    }
}
