package notso.inference.smollm3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.LoadProgress;
import notso.inference.Problem;
import notso.inference.fixture.TestModel;
import notso.inference.gguf.ContentKey;
import notso.inference.gguf.GgufFile;
import notso.inference.gguf.GgufValue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

class AdaptationCacheTest {

    private static final String KEY = "0123";

    @TempDir Path folder;

    private final AtomicInteger adaptations = new AtomicInteger();
    private Path cacheFolder;
    private AdaptationCache cache;
    private Path source;

    @BeforeEach
    void model() {
        cacheFolder = folder.resolve("cache");
        cache = new AdaptationCache(cacheFolder);
        source = TestModel.tiny().writeTo(folder.resolve("source.gguf"));
    }

    @Test
    void secondRequestFindsTheFirstOnesFile() {
        Path first = adapted(source);
        assertEquals(first, adapted(source));
        assertEquals(1, adaptations.get());
    }

    @Test
    void copyUnderAnotherNameAndAgeFindsTheSameFile() throws IOException {
        Path copy = folder.resolve("elsewhere.gguf");
        Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING);
        assertEquals(adapted(source), adapted(copy));
        assertEquals(1, adaptations.get());
    }

    @Test
    void otherWeightsAndOtherMetadataGiveOtherFiles() {
        Path weights = TestModel.tiny().withSeed(2).writeTo(folder.resolve("weights.gguf"));
        Path metadata =
                TestModel.tiny()
                        .withMetadata("general.name", GgufValue.of("Random SmolLM4"))
                        .writeTo(folder.resolve("metadata.gguf"));
        Path first = adapted(source);
        assertNotEquals(first, adapted(weights));
        assertNotEquals(first, adapted(metadata));
        assertEquals(3, adaptations.get());
    }

    @Test
    void truncatedFileIsMadeAnew() throws IOException {
        Path file = adapted(source);
        byte[] whole = Files.readAllBytes(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(whole.length - 1000);
        }
        assertEquals(file, adapted(source));
        assertEquals(2, adaptations.get());
        assertArrayEquals(whole, Files.readAllBytes(file));
    }

    @Test
    void changedFileIsMadeAnew() throws IOException {
        Path file = adapted(source);
        byte[] whole = Files.readAllBytes(file);
        byte[] changed = whole.clone();
        changed[whole.length / 2] ^= 1;
        Arrays.fill(changed, whole.length / 2, whole.length / 2 + 20_000, (byte) 7);
        Files.write(file, changed);
        adapted(source);
        assertArrayEquals(whole, Files.readAllBytes(file));
    }

    @Test
    void fileWithoutItsSealIsMadeAnew() throws IOException {
        Path file = adapted(source);
        try (var files = Files.list(cacheFolder)) {
            for (Path seal : files.filter(path -> path.toString().endsWith(".seal")).toList()) {
                Files.delete(seal);
            }
        }
        assertEquals(file, adapted(source));
        assertEquals(2, adaptations.get());
    }

    @Test
    void fullDiskIsToldBeforeAnythingIsWritten() throws IOException {
        cache = new AdaptationCache(cacheFolder, _ -> 1000);
        Problem problem = problem(() -> adapted(source));
        if (!(problem instanceof Problem.DiskFull full)) {
            throw new AssertionError(problem.toString());
        }
        assertEquals(1000, full.availableBytes());
        assertTrue(full.neededBytes() > Files.size(source));
        assertEquals(List.of("lock"), names());
    }

    @Test
    void cancelledAdaptationLeavesNoFile() throws IOException {
        CancelSignal cancel = new CancelSignal();
        try (GgufFile file = GgufFile.open(source)) {
            Problem problem = problem(() -> cache.adapted(file, KEY, _ -> cancel.cancel(), cancel));
            assertEquals(new Problem.Cancelled(), problem);
        }
        assertEquals(List.of("lock"), names());
    }

    @Test
    void leftoversOfKilledProcessesAreRemoved() throws IOException {
        Files.createDirectories(cacheFolder);
        Files.writeString(cacheFolder.resolve("1234.gguf.5678.part"), "half a model");
        adapted(source);
        assertTrue(names().stream().noneMatch(name -> name.endsWith(".part")), "" + names());
    }

    @Test
    void manyAtOnceMakeItOnce() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Path>> results =
                    Stream.generate(() -> threads.submit(() -> adapted(source))).limit(4).toList();
            for (Future<Path> result : results) {
                assertEquals(results.getFirst().get(), result.get());
            }
        }
        assertEquals(1, adaptations.get());
    }

    @Test
    void waitingForAnotherProcessCanBeCancelled() {
        CancelSignal cancel = new CancelSignal();
        cancel.cancel();
        try (FolderLock _ = FolderLock.take(cacheFolder, new CancelSignal());
                GgufFile file = GgufFile.open(source)) {
            Problem problem =
                    problem(() -> cache.adapted(file, KEY, LoadProgress.Listener.NONE, cancel));
            assertEquals(new Problem.Cancelled(), problem);
        }
    }

    private Path adapted(Path path) {
        try (GgufFile file = GgufFile.open(path)) {
            return cache.adapted(
                    file,
                    ContentKey.of(file),
                    progress -> {
                        if (progress.fraction() == 0) {
                            adaptations.incrementAndGet();
                        }
                    },
                    new CancelSignal());
        }
    }

    private static Problem problem(Runnable action) {
        return assertThrows(EngineException.class, action::run).problem();
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(cacheFolder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
