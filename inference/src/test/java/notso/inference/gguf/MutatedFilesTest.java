package notso.inference.gguf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

class MutatedFilesTest {

    private static final int FILES = 10_000;

    /** An undamaged file takes less than one; nothing that a damaged one claims may cost more. */
    private static final long MOST_ALLOCATED = 16L << 20;

    @TempDir Path folder;

    @Test
    void everyMutatedFileGivesAClearAnswer() {
        MutationRun.Tally tally =
                assertTimeoutPreemptively(
                        Duration.ofMinutes(10), () -> new MutationRun(folder, 2026).run(FILES));
        assertEquals(FILES, tally.passed() + tally.messages().size());
        assertTrue(tally.passed() > 100, "only %d reached the end".formatted(tally.passed()));
        assertTrue(tally.messages().size() > 1000, "only so few refused");
        assertTrue(
                tally.mostAllocated() < MOST_ALLOCATED,
                "%,d bytes of heap for one file".formatted(tally.mostAllocated()));
        for (String message : tally.messages()) {
            assertFalse(message.isBlank());
            assertEquals(1, message.lines().count(), message);
            assertTrue(message.length() < 1000, message);
        }
    }
}
