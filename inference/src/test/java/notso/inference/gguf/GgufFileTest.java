package notso.inference.gguf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import notso.inference.EngineException;
import notso.inference.Problem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class GgufFileTest {

    @TempDir Path folder;

    @Test
    void missingFileIsNamed() {
        assertInstanceOf(Problem.FileMissing.class, refusal(folder.resolve("none.gguf")));
    }

    @Test
    void folderIsNoFile() {
        assertInstanceOf(Problem.NotAFile.class, refusal(folder));
    }

    @Test
    void unreadableFileIsNamed() throws IOException {
        Path path = Files.writeString(folder.resolve("secret.gguf"), "GGUF");
        assumeTrue(path.toFile().setReadable(false), "permissions cannot be taken away here");
        assumeFalse(Files.isReadable(path), "this user may read everything");
        assertInstanceOf(Problem.FileUnreadable.class, refusal(path));
    }

    @Test
    void everyTruncationGivesOneSentence() throws IOException {
        Path whole = MutationRun.smallModel().writeTo(folder.resolve("whole.gguf"));
        byte[] bytes = Files.readAllBytes(whole);
        long end;
        try (GgufFile file = GgufFile.open(whole)) {
            end = file.tensors().getLast().end();
        }
        Path cut = folder.resolve("cut.gguf");
        Files.write(cut, bytes);
        for (int length = bytes.length - 1; length >= 0; length--) {
            try (RandomAccessFile file = new RandomAccessFile(cut.toFile(), "rw")) {
                file.setLength(length);
            }
            if (length >= end) {
                GgufFile.open(cut).close();
            } else {
                Problem.MalformedModel problem =
                        assertInstanceOf(Problem.MalformedModel.class, refusal(cut));
                assertTrue(
                        length < 4 || problem.detail().contains("cut off"),
                        "at %d: %s".formatted(length, problem.detail()));
            }
        }
    }

    @Test
    void closedFileRefusesAccessAndClosesTwice() throws IOException {
        GgufFile file =
                GgufFile.open(MutationRun.smallModel().writeTo(folder.resolve("model.gguf")));
        MemorySegment data = file.data(file.tensors().getFirst());
        List<String> tokens = file.metadata().strings("tokenizer.ggml.tokens");
        assertEquals("!", tokens.getFirst());
        file.close();
        file.close();
        assertThrows(IllegalStateException.class, () -> data.get(ValueLayout.JAVA_BYTE, 0));
        assertThrows(IllegalStateException.class, tokens::getFirst);
    }

    @Test
    void dataIsReadOnly() throws IOException {
        try (GgufFile file =
                GgufFile.open(MutationRun.smallModel().writeTo(folder.resolve("model.gguf")))) {
            assertTrue(file.data(file.tensors().getFirst()).isReadOnly());
        }
    }

    @Test
    void publishedVocabulariesAreRead() throws IOException {
        Path models =
                Path.of(System.getProperty("notso.reference", "")).resolve("llama.cpp/models");
        assumeTrue(
                !System.getProperty("notso.reference", "").isEmpty() && Files.isDirectory(models),
                "notso.reference names no folder with llama.cpp/models");
        List<Path> files;
        try (Stream<Path> listed = Files.list(models)) {
            files = listed.filter(path -> path.toString().endsWith(".gguf")).toList();
        }
        assertTrue(files.size() >= 10, "only " + files);
        for (Path path : files) {
            try (GgufFile file = GgufFile.open(path)) {
                List<String> tokens = file.metadata().strings("tokenizer.ggml.tokens");
                assertTrue(tokens.size() > 30_000, path + " has " + tokens.size());
                assertTrue(tokens.stream().noneMatch(String::isEmpty), path.toString());
                assertTrue(file.metadata().string("general.architecture").isPresent());
                assertEquals(List.of(), file.tensors());
            }
        }
    }

    @Test
    void manyGigabytesAreMapped() throws IOException {
        Path path = folder.resolve("sparse.gguf");
        long elements = 5L << 30;
        byte[] head =
                GgufBytes.header(1, 0).tensor("t", GgmlType.I8, 0, elements).zeros(7).toArray();
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.write(head);
            file.setLength(64 + elements);
            file.seek(64 + elements - 1);
            file.write(7);
        }
        try (GgufFile file = GgufFile.open(path)) {
            MemorySegment data = file.data(file.tensors().getFirst());
            assertEquals(elements, data.byteSize());
            assertEquals(7, data.get(ValueLayout.JAVA_BYTE, elements - 1));
        }
    }

    private static Problem refusal(Path path) {
        EngineException refused =
                assertThrows(EngineException.class, () -> GgufFile.open(path).close());
        assertEquals(1, refused.getMessage().lines().count());
        return refused.problem();
    }
}
