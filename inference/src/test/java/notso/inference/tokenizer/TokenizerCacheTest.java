package notso.inference.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.Prompt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

class TokenizerCacheTest {

    private static final List<byte[]> SOURCE = source("so", "urce");
    private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

    @TempDir Path folder;

    @Test
    void givesBackWhatItKeeps() {
        TokenizerCache cache = new TokenizerCache(folder.resolve("a/b"));
        assertTrue(cache.read(SOURCE).isEmpty());
        cache.write(SOURCE, TEXT);
        assertArrayEquals(TEXT, cache.read(SOURCE).orElseThrow());
    }

    @Test
    void nothingServesForAnotherSource() throws IOException {
        TokenizerCache cache = new TokenizerCache(folder);
        cache.write(SOURCE, TEXT);
        List<byte[]> other = source("So", "urce");
        Path file = only();
        cache.write(other, TEXT);
        Path otherFile = files().stream().filter(path -> !path.equals(file)).findFirst().get();
        Files.write(otherFile, Files.readAllBytes(file));
        assertTrue(cache.read(other).isEmpty(), "same name and checksum, other source");
    }

    @Test
    void everyChangedByteAndEveryCutIsNoticed() throws IOException {
        TokenizerCache cache = new TokenizerCache(folder);
        cache.write(SOURCE, TEXT);
        Path file = only();
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            Files.write(file, Arrays.copyOf(whole, i));
            assertTrue(cache.read(SOURCE).isEmpty(), "cut at " + i);
            byte[] changed = whole.clone();
            changed[i] ^= 1;
            Files.write(file, changed);
            assertTrue(cache.read(SOURCE).isEmpty(), "changed at " + i);
        }
        cache.write(SOURCE, TEXT);
        assertArrayEquals(TEXT, cache.read(SOURCE).orElseThrow());
    }

    @Test
    void isTheUsersAlone() throws IOException {
        Path own = folder.resolve("own");
        new TokenizerCache(own).write(SOURCE, TEXT);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertEquals(
                    "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(own)));
            try (Stream<Path> files = Files.list(own)) {
                assertEquals(
                        "rw-------",
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(files.findFirst().orElseThrow())));
            }
        }
    }

    @Test
    void aDamagedTokenizerIsMadeAnew() throws IOException {
        Path model = VocabularyFile.small().writeTo(folder.resolve("small.gguf"));
        Path cache = folder.resolve("cache");
        int[] expected = ids(model, cache);
        Path file;
        try (Stream<Path> files = Files.list(cache)) {
            file = files.filter(path -> path.toString().endsWith(".tokenizer")).findFirst().get();
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertArrayEquals(expected, ids(model, cache));
        assertArrayEquals(whole, Files.readAllBytes(file));
    }

    @Test
    void worksWhereNothingCanBeKept() throws IOException {
        Path model = VocabularyFile.small().writeTo(folder.resolve("small.gguf"));
        Path blocked = Files.createFile(folder.resolve("file"));
        TokenizerCache cache = new TokenizerCache(blocked.resolve("cache"));
        cache.write(SOURCE, TEXT);
        assertTrue(cache.read(SOURCE).isEmpty());
        assertFalse(cache.nativeFolder().isPresent());
        assertTrue(ids(model, blocked.resolve("cache")).length > 0);
    }

    private static List<byte[]> source(String... parts) {
        return Stream.of(parts).map(part -> part.getBytes(StandardCharsets.UTF_8)).toList();
    }

    private static int[] ids(Path model, Path cache) {
        try (GgufTokenizer tokenizer = GgufTokenizer.open(model, cache)) {
            return tokenizer.tokenize(Prompt.plain("Some text that has words"));
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private Path only() throws IOException {
        assertEquals(1, files().size());
        return files().getFirst();
    }
}
