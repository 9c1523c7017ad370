package notso.inference.gguf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import notso.inference.EngineException;
import notso.inference.fixture.Mutation;
import notso.inference.fixture.TestModel;
import notso.inference.model.ModelCheck;
import notso.inference.model.ModelDescription;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** No damage to a file does worse than a sentence. */
class MutatedFileTest {

    private static final int MUTATIONS = 10_000;
    private static final Duration HANGS = Duration.ofMinutes(5);
    private static final long MOST_ALLOCATED = 64L << 20;
    private static final long SECOND = 1_000_000_000;

    @TempDir Path folder;

    @Test
    void truncationAtEveryByteIsNoticed() throws IOException {
        Path path = folder.resolve("whole.gguf");
        new GgufWriter()
                .metadata("general.architecture", GgufValue.of("none"))
                .metadata("tokens", GgufArray.ofTexts(List.of("a", "bc", "")))
                .metadata("scores", GgufArray.ofDecimals(GgufValueType.FLOAT32, 1, 2, 3))
                .tensor("one", GgmlType.F32, List.of(8L), out -> out.write(ByteBuffer.allocate(32)))
                .tensor(
                        "two",
                        GgmlType.Q8_0,
                        List.of(32L, 2L),
                        out -> out.write(ByteBuffer.allocate(68)))
                .writeTo(path);
        byte[] whole = Files.readAllBytes(path);
        long end;
        try (GgufFile file = GgufFile.open(path)) {
            end = file.tensor("two").orElseThrow().end();
        }
        Path cut = folder.resolve("cut.gguf");
        for (int length = 0; length < end; length++) {
            Files.write(cut, Arrays.copyOf(whole, length));
            EngineException e =
                    assertThrows(EngineException.class, () -> GgufFile.open(cut).close());
            assertEquals(1, e.getMessage().lines().count());
        }
    }

    @Test
    void tenThousandMutationsGiveTenThousandAnswers() throws IOException {
        Path original = TestModel.tiny().writeTo(folder.resolve("original.gguf"));
        byte[] bytes = Files.readAllBytes(original);
        long header;
        try (GgufFile file = GgufFile.open(original)) {
            header = file.dataStart();
        }
        // The tensors' numbers are not looked at; a sparse tail keeps the file's length.
        byte[] head = Arrays.copyOf(bytes, (int) header);
        Path mutated = folder.resolve("mutated.gguf");
        Random random = new Random(20_250_701);
        int[] outcomes = new int[3];
        assertTimeoutPreemptively(
                HANGS,
                () -> {
                    for (int i = 0; i < MUTATIONS; i++) {
                        Mutation.of(head, random).writeTo(mutated, bytes.length);
                        long start = System.nanoTime();
                        outcomes[answer(mutated) ? 0 : 1]++;
                        if (System.nanoTime() - start > SECOND) {
                            outcomes[2]++;
                        }
                    }
                });
        System.out.printf(
                "%d mutated files: %d still sound, %d refused, %d took over a second%n",
                MUTATIONS, outcomes[0], outcomes[1], outcomes[2]);
        assertEquals(MUTATIONS, outcomes[0] + outcomes[1]);
        assertTrue(outcomes[1] > MUTATIONS / 10, "mutations do too little damage");
    }

    /** True for a sound file, false for one that was refused in one sentence. */
    private static boolean answer(Path path) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        try (GgufFile file = GgufFile.open(path)) {
            ModelDescription.of(file);
            ModelCheck.requireRunnable(file);
            return true;
        } catch (EngineException e) {
            assertFalse(e.getMessage().isBlank());
            assertEquals(1, e.getMessage().lines().count(), e.getMessage());
            return false;
        } finally {
            assertTrue(thread.getCurrentThreadAllocatedBytes() - before < MOST_ALLOCATED);
        }
    }
}
