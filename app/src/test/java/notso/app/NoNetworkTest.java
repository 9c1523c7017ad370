package notso.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.app.guard.GuardedProcess;
import notso.app.guard.SocketTrace;
import notso.inference.fixture.Requirement;
import notso.inference.fixture.TestModel;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The application and its engine hosts open no socket but the private ones: seen from within every
 * Java process, and, where the system can show it, from below all of their code, native or not.
 */
@Tag("engine")
@Timeout(300)
class NoNetworkTest {

    private static final long PATIENCE_SECONDS = 240;

    @TempDir Path folder;

    private Path records;
    private Path home;
    private Path model;

    @BeforeEach
    void layOut() throws IOException {
        records = Files.createDirectory(folder.resolve("records"));
        home = folder.resolve("home");
        model = TestModel.tiny().writeTo(folder.resolve("tiny.gguf"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scripted", "llamacpp", "jllama"})
    void aDayOfUseAsksForNoNetwork(String engine) throws IOException, InterruptedException {
        require(engine);
        GuardedProcess.Outcome day = day(new GuardedProcess(records).withGuard(), engine);
        List<String> mains = day.guarded().stream().map(line -> line.split(" ")[0]).toList();
        assertEquals(3, mains.size(), day.guarded()::toString);
        assertTrue(mains.contains(DayOfUse.class.getName()), mains::toString);
        assertTrue(mains.contains(DayOfUse.SecondStart.class.getName()), mains::toString);
        assertTrue(mains.contains("notso.inference.host.HostMain"), mains::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scripted", "llamacpp", "jllama"})
    void aDayOfUseMakesNoSocketOfTheNetwork(String engine)
            throws IOException, InterruptedException {
        Requirement.strace();
        require(engine);
        SocketTrace trace = new SocketTrace(records.resolve("trace"));
        day(new GuardedProcess(records).under(trace.command()), engine);
        assertEquals(List.of(), trace.ofTheNetwork());
        List<String> addresses = trace.addresses();
        assertEquals(4, addresses.size(), "two channels with two ends: " + addresses);
        for (String address : addresses) {
            assertTrue(
                    address.equals(home.resolve("instance.sock").toString())
                            || address.matches(".*/notso[0-9]+/s"),
                    address);
        }
    }

    private GuardedProcess.Outcome day(GuardedProcess process, String engine)
            throws IOException, InterruptedException {
        GuardedProcess.Outcome day =
                process.run(
                        DayOfUse.class,
                        PATIENCE_SECONDS,
                        home.toString(),
                        engine,
                        model.toString());
        assertEquals(List.of(), day.attempts());
        assertEquals(0, day.exitCode(), day.output());
        assertTrue(day.output().contains(DayOfUse.LAST_LINE), day.output());
        return day;
    }

    private static void require(String engine) {
        if (engine.equals("llamacpp")) {
            Requirement.fastEngine();
        }
    }

    @Test
    void openingAndClosingTheWindowAsksForNoNetwork() throws IOException, InterruptedException {
        GuardedProcess.Outcome outcome =
                new GuardedProcess(records)
                        .withGuard()
                        .withOption("-Dglass.platform=Headless")
                        .withOption("-Dprism.order=sw")
                        .withOption("-Dnotso.home=" + home)
                        .withOption("-Dnotso.model=")
                        .run(LauncherTest.ClosesItsWindow.class, PATIENCE_SECONDS);
        assertEquals(List.of(), outcome.attempts());
        assertEquals(0, outcome.exitCode(), outcome.output());
        assertEquals(1, outcome.guarded().size());
    }
}
