package notso.inference.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.FinishReason;
import notso.inference.GenerationEvent;
import notso.inference.GenerationRequest;
import notso.inference.LoadProgress;
import notso.inference.ModelOptions;
import notso.inference.Problem;
import notso.inference.Prompt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Processes that end or stall without being asked to. */
@Timeout(60)
class HostDeathTest {

    private static final ModelOptions OPTIONS = ModelOptions.of(Path.of("demo"));
    private static final GenerationRequest REQUEST = GenerationRequest.of(Prompt.plain("go"));

    @TempDir Path logs;

    private final List<GenerationEvent> events = new ArrayList<>();

    @Test
    void deathInTheMiddleKeepsWhatCameAndTheNextCallRestarts() {
        try (HostedEngine engine = engine("slow");
                RestartingModel model = restarting(engine)) {
            ProcessHandle process = model.process();
            EngineException e =
                    assertThrows(
                            EngineException.class,
                            () -> generateAndAtToken(model, 10, process::destroyForcibly));
            Problem.EngineDied died = assertInstanceOf(Problem.EngineDied.class, e.problem());
            assertNotEquals(0, died.exitCode());
            assertTrue(Files.exists(died.log()), "log");
            assertTrue(tokens() >= 10, "tokens that came before: " + tokens());
            assertFalse(model.isRunning());

            events.clear();
            assertEquals(
                    FinishReason.LENGTH,
                    model.generate(REQUEST.withMaxTokens(3), events::add, new CancelSignal())
                            .reason());
            assertEquals(3, tokens());
            assertNotEquals(process.pid(), model.process().pid());
        }
    }

    @Test
    void deathWhileIdleIsMadeGoodByTheNextCall() throws Exception {
        try (HostedEngine engine = engine("fast");
                RestartingModel model = restarting(engine)) {
            model.process().destroyForcibly();
            model.process().onExit().get(20, TimeUnit.SECONDS);
            while (model.isRunning()) {
                Thread.sleep(5);
            }
            assertEquals(
                    FinishReason.END_OF_TURN,
                    model.generate(REQUEST, events::add, new CancelSignal()).reason());
        }
    }

    @Test
    void modelWhoseProcessDiedStaysDead() {
        try (HostedEngine engine = engine("crashing")) {
            HostedModel model =
                    engine.load(OPTIONS, LoadProgress.Listener.NONE, new CancelSignal());
            for (int i = 0; i < 2; i++) {
                EngineException e =
                        assertThrows(
                                EngineException.class,
                                () -> model.generate(REQUEST, events::add, new CancelSignal()));
                assertEquals(
                        42, assertInstanceOf(Problem.EngineDied.class, e.problem()).exitCode());
            }
            assertFalse(model.isOpen());
        }
    }

    @Test
    void runningOutOfHeapEndsTheHost() throws IOException {
        try (HostedEngine engine = engine("full")) {
            HostedModel model =
                    engine.load(OPTIONS, LoadProgress.Listener.NONE, new CancelSignal());
            EngineException e =
                    assertThrows(
                            EngineException.class,
                            () -> model.generate(REQUEST, events::add, new CancelSignal()));
            Problem.EngineDied died = assertInstanceOf(Problem.EngineDied.class, e.problem());
            assertTrue(Files.readString(died.log()).contains("OutOfMemoryError"));
        }
    }

    @Test
    void hostThatDiesAtTheStartIsReported() {
        HostCommand command = command("fast").withJvmOption("-XX:+NoSuchOption");
        try (HostedEngine engine = new HostedEngine(command)) {
            EngineException e = assertThrows(EngineException.class, engine::info);
            Problem.EngineDied died = assertInstanceOf(Problem.EngineDied.class, e.problem());
            assertEquals(1, died.exitCode());
            assertTrue(read(died.log()).contains("NoSuchOption"));
        }
    }

    @Test
    void silentHostIsEndedAndReported() {
        assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "needs /bin/kill to stop a process");
        HostCommand command = command("slow").withLongestSilence(Duration.ofSeconds(2));
        try (HostedEngine engine = new HostedEngine(command);
                RestartingModel model = restarting(engine)) {
            ProcessHandle process = model.process();
            EngineException e =
                    assertThrows(
                            EngineException.class,
                            () -> generateAndAtToken(model, 5, () -> stop(process)));
            Problem.EngineHung hung = assertInstanceOf(Problem.EngineHung.class, e.problem());
            assertEquals(2_000, hung.silentMillis());
            process.onExit().join();
            assertTrue(tokens() >= 5);
        }
    }

    @Test
    void hostEndsWithItsParent() throws Exception {
        Process parent =
                new ProcessBuilder(
                                command("fast").java().toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                ParentMain.class.getName(),
                                logs.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader out = parent.inputReader()) {
            ProcessHandle host = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
            assertTrue(host.isAlive());
            parent.destroyForcibly();
            host.onExit().get(20, TimeUnit.SECONDS);
        } finally {
            parent.destroyForcibly();
        }
    }

    private void generateAndAtToken(RestartingModel model, int number, Runnable action) {
        model.generate(
                REQUEST,
                event -> {
                    events.add(event);
                    if (tokens() == number && event instanceof GenerationEvent.Token) {
                        action.run();
                    }
                },
                new CancelSignal());
    }

    private long tokens() {
        return events.stream().filter(GenerationEvent.Token.class::isInstance).count();
    }

    private static void stop(ProcessHandle process) {
        try {
            new ProcessBuilder("/bin/kill", "-STOP", "" + process.pid()).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private RestartingModel restarting(HostedEngine engine) {
        return new RestartingModel(engine, OPTIONS, LoadProgress.Listener.NONE, new CancelSignal());
    }

    private HostedEngine engine(String id) {
        return new HostedEngine(command(id));
    }

    private HostCommand command(String engine) {
        return HostCommand.of(engine, logs).withMainClass(TestHostMain.class.getName());
    }
}
