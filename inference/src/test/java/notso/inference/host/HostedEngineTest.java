package notso.inference.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.FinishReason;
import notso.inference.GenerationEvent;
import notso.inference.GenerationEvent.Finished;
import notso.inference.GenerationRequest;
import notso.inference.LoadProgress;
import notso.inference.LoadedModel;
import notso.inference.ModelOptions;
import notso.inference.Problem;
import notso.inference.Prompt;
import notso.inference.host.protocol.FrameChannel;
import notso.inference.scripted.Script;
import notso.inference.scripted.ScriptedEngine;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

@Timeout(60)
class HostedEngineTest {

    private static final ModelOptions OPTIONS = ModelOptions.of(Path.of("demo"));
    private static final GenerationRequest REQUEST =
            GenerationRequest.of(Prompt.plain("Show me a table, please."));

    @TempDir Path logs;

    private final List<HostedEngine> engines = new ArrayList<>();
    private final List<GenerationEvent> events = new ArrayList<>();

    @AfterEach
    void closeEngines() {
        engines.forEach(HostedEngine::close);
    }

    @Test
    void hostedEngineGivesTheEventsOfTheEngineItself() {
        List<GenerationEvent> expected = new ArrayList<>();
        LoadedModel model =
                new ScriptedEngine(Script.demo(), 0)
                        .load(OPTIONS, LoadProgress.Listener.NONE, new CancelSignal());
        Finished end = model.generate(REQUEST, expected::add, new CancelSignal());

        HostedModel hosted = load("fast");
        Finished hostedEnd = hosted.generate(REQUEST, events::add, new CancelSignal());
        assertEquals(
                expected.subList(0, expected.size() - 1), events.subList(0, events.size() - 1));
        assertSame(hostedEnd, events.getLast());
        assertEquals(end.reason(), hostedEnd.reason());
        assertEquals(end.statistics().generatedTokens(), hostedEnd.statistics().generatedTokens());
        assertEquals(model.info(), hosted.info());
        assertArrayEquals(model.tokenize(REQUEST.prompt()), hosted.tokenize(REQUEST.prompt()));
    }

    @Test
    void infoAndDevicesComeFromTheHostThatThenServesTheModel() {
        HostedEngine engine = engine("fast");
        assertEquals(ScriptedEngine.ID, engine.info().id());
        assertEquals("CPU", engine.devices().getFirst().id());
        List<LoadProgress> steps = new ArrayList<>();
        HostedModel model = engine.load(OPTIONS, steps::add, new CancelSignal());
        assertEquals(new LoadProgress(LoadProgress.Phase.CHECKING, 0), steps.getFirst());
        assertEquals(1, count(logs), "one process, one log");
        assertEquals(1, engine.devices().size(), "also while a model is loaded");
        assertTrue(model.isOpen());
    }

    @Test
    void closingTheModelEndsItsProcess() throws Exception {
        HostedModel model = load("slow");
        model.close();
        model.process().onExit().get(20, TimeUnit.SECONDS);
        EngineException e = assertThrows(EngineException.class, () -> generate(model));
        assertInstanceOf(Problem.EngineFailed.class, e.problem());
        model.close();
    }

    @Test
    void nextModelHasAProcessOfItsOwn() throws Exception {
        HostedEngine engine = engine("fast");
        HostedModel first = load(engine);
        HostedModel second = load(engine);
        first.process().onExit().get(20, TimeUnit.SECONDS);
        assertNotEquals(first.process().pid(), second.process().pid());
        assertEquals(FinishReason.END_OF_TURN, generate(second).reason());
    }

    @Test
    void cancelStopsTheAnswerAndTheModelGoesOn() {
        HostedModel model = load("slow");
        CancelSignal cancel = new CancelSignal();
        Finished finished =
                model.generate(
                        REQUEST,
                        event -> {
                            events.add(event);
                            if (events.size() == 20) {
                                cancel.cancel();
                            }
                        },
                        cancel);
        assertEquals(FinishReason.CANCELLED, finished.reason());
        assertTrue(finished.statistics().generatedTokens() < TestHostMain.SLOW_WORDS);
        assertEquals(
                FinishReason.LENGTH,
                model.generate(REQUEST.withMaxTokens(5), events::add, new CancelSignal()).reason());
    }

    @Test
    void interruptStopsTheAnswerAndIsKept() {
        HostedModel model = load("slow");
        Finished finished =
                model.generate(
                        REQUEST,
                        event -> {
                            events.add(event);
                            if (events.size() == 5) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        new CancelSignal());
        assertTrue(Thread.interrupted());
        assertEquals(FinishReason.CANCELLED, finished.reason());
        assertTrue(model.isOpen());
    }

    @Test
    void closeFromAnotherThreadEndsTheAnswer() {
        HostedModel model = load("slow");
        Finished finished =
                model.generate(
                        REQUEST,
                        event -> {
                            if (event instanceof GenerationEvent.Token && events.isEmpty()) {
                                events.add(event);
                                Thread.ofPlatform().start(model::close);
                            }
                        },
                        new CancelSignal());
        assertEquals(FinishReason.CANCELLED, finished.reason());
    }

    @Test
    void failingConsumerStopsTheAnswerAndTheModelGoesOn() {
        HostedModel model = load("slow");
        IllegalStateException e =
                assertThrows(
                        IllegalStateException.class,
                        () ->
                                model.generate(
                                        REQUEST,
                                        event -> {
                                            throw new IllegalStateException("consumer");
                                        },
                                        new CancelSignal()));
        assertEquals("consumer", e.getMessage());
        assertEquals(
                FinishReason.LENGTH,
                model.generate(REQUEST.withMaxTokens(5), events::add, new CancelSignal()).reason());
    }

    @Test
    void callFromWithinAnotherOnesEventsIsRefused() {
        HostedModel model = load("fast");
        assertThrows(
                IllegalStateException.class,
                () ->
                        model.generate(
                                REQUEST,
                                event -> model.tokenize(REQUEST.prompt()),
                                new CancelSignal()));
        assertEquals(FinishReason.END_OF_TURN, generate(model).reason());
    }

    @Test
    void closeFromWithinTheEventsEndsTheAnswer() {
        HostedModel model = load("slow");
        EngineException e =
                assertThrows(
                        EngineException.class,
                        () ->
                                model.generate(
                                        REQUEST.withEndsTurns(false),
                                        event -> model.close(),
                                        new CancelSignal()));
        assertEquals(new Problem.Cancelled(), e.problem());
    }

    @Test
    void cancelledLoadIsReportedAndTheNextOneWorks() {
        HostedEngine engine = engine("fast");
        CancelSignal cancel = new CancelSignal();
        cancel.cancel();
        EngineException e =
                assertThrows(
                        EngineException.class,
                        () -> engine.load(OPTIONS, LoadProgress.Listener.NONE, cancel));
        assertEquals(new Problem.Cancelled(), e.problem());
        assertEquals(FinishReason.END_OF_TURN, generate(load(engine)).reason());
    }

    @Test
    void loadThatKnowsNoCancelIsLeftToEnd() {
        HostedEngine engine = engine("stubborn");
        CancelSignal cancel = new CancelSignal();
        EngineException e =
                assertThrows(
                        EngineException.class,
                        () -> engine.load(OPTIONS, step -> cancel.cancel(), cancel));
        assertEquals(new Problem.Cancelled(), e.problem());
        engine.close();
        assertEquals(
                List.of(),
                ProcessHandle.current()
                        .children()
                        .filter(ProcessHandle::isAlive)
                        .map(ProcessHandle::pid)
                        .toList(),
                "processes left");
    }

    @Test
    void whatTheBackendPrintsGoesToTheLogUpToALimit() throws IOException {
        HostedModel model = load("noisy");
        assertEquals(FinishReason.END_OF_TURN, generate(model).reason());
        model.close();
        assertEquals(HostLog.MOST_BYTES, Files.size(onlyLog()));
    }

    @Test
    void bugInTheBackendIsAFailureWithItsStackTraceInTheLog() throws IOException {
        HostedModel model = load("throwing");
        EngineException e = assertThrows(EngineException.class, () -> generate(model));
        assertEquals(
                new Problem.EngineFailed(
                        ScriptedEngine.ID, "java.lang.IllegalStateException: a bug in the backend"),
                e.problem());
        assertTrue(model.isOpen());
        model.close();
        assertTrue(Files.readString(onlyLog()).contains("\tat "), "stack trace");
    }

    @Test
    void engineThatCannotBeHadIsReportedAsSuch() {
        EngineException e = assertThrows(EngineException.class, () -> engine("absent").info());
        assertEquals(
                new Problem.EngineUnavailable("absent", "it is not there", "do without"),
                e.problem());
        EngineException unknown = assertThrows(EngineException.class, () -> load("unknown"));
        assertInstanceOf(Problem.EngineFailed.class, unknown.problem());
    }

    @Test
    void requestThatIsTooLargeIsRefusedAndTheModelGoesOn() {
        HostedModel model = load("fast");
        Prompt large = Prompt.plain("x".repeat(FrameChannel.LONGEST + 1));
        EngineException e = assertThrows(EngineException.class, () -> model.tokenize(large));
        assertInstanceOf(Problem.InvalidValue.class, e.problem());
        assertEquals(FinishReason.END_OF_TURN, generate(model).reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"huge-frame", "rubbish"})
    void hostThatSendsGarbageIsEnded(String kind) {
        HostedEngine engine = engine(stranger(kind));
        EngineException e = assertThrows(EngineException.class, engine::info);
        assertInstanceOf(Problem.EngineFailed.class, e.problem());
    }

    @Test
    void hostWithAWrongTokenIsSentAway() {
        HostedEngine engine = engine(stranger("wrong-token"));
        EngineException e = assertThrows(EngineException.class, engine::info);
        assertEquals(21, assertInstanceOf(Problem.EngineDied.class, e.problem()).exitCode());
    }

    @Test
    void missingJavaIsReported() {
        HostCommand command = command("fast").withJava(logs.resolve("no-java"));
        EngineException e = assertThrows(EngineException.class, () -> engine(command).info());
        assertInstanceOf(Problem.EngineUnavailable.class, e.problem());
    }

    @Test
    void onlyTheLastLogsAreKept() {
        for (int i = 0; i < HostLog.KEPT + 2; i++) {
            HostLog.create(logs);
        }
        assertEquals(HostLog.KEPT, count(logs));
    }

    @Test
    void logsAreForTheUserAlone() throws IOException {
        assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
                "needs POSIX permissions");
        Path folder = logs.resolve("new");
        Path log = HostLog.create(folder);
        assertEquals(
                PosixFilePermissions.fromString("rwx------"),
                Files.getPosixFilePermissions(folder));
        assertEquals(
                PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(log));
    }

    @Test
    void logFolderThatCannotBeMadeIsReported() throws IOException {
        Path file = Files.createFile(logs.resolve("file"));
        HostCommand command = HostCommand.of("fast", file);
        EngineException e = assertThrows(EngineException.class, () -> engine(command).info());
        assertEquals(file, assertInstanceOf(Problem.CannotWrite.class, e.problem()).path());
    }

    private Path onlyLog() throws IOException {
        try (Stream<Path> files = Files.list(logs)) {
            List<Path> all = files.toList();
            assertEquals(1, all.size());
            return all.getFirst();
        }
    }

    private static int count(Path folder) {
        return folder.toFile().list().length;
    }

    private HostCommand command(String engine) {
        return HostCommand.of(engine, logs).withMainClass(TestHostMain.class.getName());
    }

    private HostCommand stranger(String kind) {
        return HostCommand.of(kind, logs).withMainClass(StrangerHostMain.class.getName());
    }

    private HostedEngine engine(String id) {
        return engine(command(id));
    }

    private HostedEngine engine(HostCommand command) {
        HostedEngine engine = new HostedEngine(command);
        engines.add(engine);
        return engine;
    }

    private HostedModel load(String engine) {
        return load(engine(engine));
    }

    private static HostedModel load(HostedEngine engine) {
        return engine.load(OPTIONS, LoadProgress.Listener.NONE, new CancelSignal());
    }

    private Finished generate(HostedModel model) {
        return model.generate(REQUEST, events::add, new CancelSignal());
    }
}
