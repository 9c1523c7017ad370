package notso.app.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The guard sees every way in which Java can use a network, and nothing else. */
@Timeout(120)
class NetworkGuardTest {

    private static final long PATIENCE_SECONDS = 60;

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void everyAttemptIsCaughtButTheUnixDomain(NetworkAttempt attempt)
            throws IOException, InterruptedException {
        GuardedProcess.Outcome outcome =
                new GuardedProcess(folder)
                        .withGuard()
                        .run(NetworkAttempt.Main.class, PATIENCE_SECONDS, attempt.name());
        assertEquals(0, outcome.exitCode(), outcome.output());
        assertEquals(
                List.of(NetworkAttempt.Main.class.getName() + " " + attempt), outcome.guarded());
        if (attempt == NetworkAttempt.UNIX_CHANNEL) {
            assertTrue(outcome.output().contains("succeeded"), outcome.output());
            assertEquals(List.of(), outcome.attempts());
        } else {
            assertEquals(1, outcome.attempts().size(), outcome::toString);
            assertTrue(outcome.attempts().getFirst().contains("\tat "), outcome::toString);
        }
    }
}
