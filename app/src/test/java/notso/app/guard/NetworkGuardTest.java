package notso.app.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.fixture.Requirement;

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

    /** Without those that make no connection, and those that would ask another machine. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "SOCKET_CHANNEL_OF_A_FAMILY",
                "ASYNCHRONOUS_CHANNEL",
                "NAME_LOOK_UP",
                "ADDRESS_LOOK_UP"
            })
    void theTraceShowsEveryUseOfANetwork(NetworkAttempt attempt)
            throws IOException, InterruptedException {
        Requirement.strace();
        SocketTrace trace = new SocketTrace(folder.resolve("trace"));
        GuardedProcess.Outcome outcome =
                new GuardedProcess(folder)
                        .under(trace.command())
                        .run(NetworkAttempt.Main.class, PATIENCE_SECONDS, attempt.name());
        assertEquals(0, outcome.exitCode(), outcome.output());
        boolean unix = attempt == NetworkAttempt.UNIX_CHANNEL;
        assertEquals(unix, trace.ofTheNetwork().isEmpty(), () -> attempt + " was seen wrongly");
        assertEquals(unix ? 2 : 0, trace.addresses().size());
    }
}
