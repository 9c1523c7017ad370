package notso.inference.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.cli.CommandRun.Setting;
import notso.inference.fixture.Requirement;
import notso.inference.fixture.TestModel;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Commands that generate, with llama.cpp in its host. */
@Tag("engine")
@Timeout(180)
class EngineCommandsTest {

    private static final int TOKENS = 24;

    @TempDir Path folder;

    private Path model;

    @BeforeEach
    void writeModel() {
        Requirement.fastEngine();
        model = TestModel.tiny().writeTo(folder.resolve("model.gguf"));
    }

    @Test
    void greedyAnswersAreTheSameEachTime() {
        List<Integer> ids = ids(new ByteArrayOutputStream());
        assertEquals(TOKENS, ids.size());
        assertEquals(ids, ids(new ByteArrayOutputStream()));
    }

    @Test
    void shortContextStillTakesAPromptOfSeveralBatches() {
        CommandRun run = generate(new ByteArrayOutputStream(), "-c", 300);
        assertEquals(0, run.status(), run.err());
    }

    @Test
    void rawTextIsContinuedWithoutATemplate() {
        CommandRun run =
                setting()
                        .run("generate", model, "--raw", "-p", "Hello", "-n", 3, "-t", 1, "--json")
                        .done();
        int prompt =
                JsonMapper.shared().readTree(run.lines().getLast()).path("promptTokens").intValue();
        String[] ids =
                setting().withInput("Hello").run("tokenize", model).done().out().strip().split(" ");
        assertEquals(ids.length, prompt);
    }

    @Test
    void modelMayBeDeletedWhileItAnswers() {
        List<Integer> undisturbed = ids(new ByteArrayOutputStream());
        assertEquals(undisturbed, ids(new AtFirstToken(() -> Files.delete(model))));
    }

    @Test
    void modelMayBeReplacedWhileItAnswers() throws IOException {
        Path other = TestModel.tiny().withSeed(7).writeTo(folder.resolve("other.gguf"));
        List<Integer> undisturbed = ids(new ByteArrayOutputStream());
        assertEquals(
                undisturbed,
                ids(
                        new AtFirstToken(
                                () ->
                                        Files.move(
                                                other,
                                                model,
                                                StandardCopyOption.REPLACE_EXISTING))));
    }

    @Test
    void modelThatIsCutWhileItAnswersEndsInOneSentence() {
        CommandRun run = generate(new AtFirstToken(() -> cut(model)), "--json", "-n", 2000);
        assertEquals(3, run.status(), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains("stopped unexpectedly"), run.err());
    }

    @Test
    void adaptedFileIsWrittenWhole() {
        Path out = folder.resolve("adapted.gguf");
        CommandRun run = setting().run("adapt", model, out).done();
        assertTrue(run.out().startsWith(out.toString()), run.out());
        assertEquals(0, generate(new ByteArrayOutputStream()).status());
        String report = setting().run("inspect", out).done().out();
        assertTrue(report.contains("Architecture   llama"), report);
    }

    @Test
    void conversationGoesOnWithAnotherModel() throws IOException {
        Path other = TestModel.tiny().withSeed(7).writeTo(folder.resolve("the other.gguf"));
        Path export = folder.resolve("talk.json");
        CommandRun run =
                setting()
                        .withInput(
                                "hello\n/model %s\n/model\n/regenerate\n/export %s\n/status\n"
                                        .formatted(other, export))
                        .run("chat", model, "--no-think", "-c", 200, "--temp", 0, "-t", 1);
        assertEquals(0, run.status());
        assertTrue(run.err().contains("  Model        Random SmolLM3, " + other), run.err());
        assertTrue(run.err().contains("answers made since the start: 2"), run.err());
        assertEquals(2, JsonMapper.shared().readTree(Files.readString(export)).size(), run.err());
    }

    private List<Integer> ids(ByteArrayOutputStream output) {
        CommandRun run = generate(output, "--json");
        assertEquals(0, run.status(), run.err());
        return run.lines().stream()
                .map(line -> JsonMapper.shared().readTree(line))
                .filter(event -> event.path("event").stringValue().equals("token"))
                .map(event -> event.path("id").intValue())
                .toList();
    }

    private CommandRun generate(ByteArrayOutputStream output, Object... more) {
        ArrayList<Object> arguments =
                new ArrayList<>(
                        List.of("generate", model, "-p", "Hello you", "--temp", 0, "-t", 1));
        arguments.addAll(List.of(more));
        if (!arguments.contains("-n")) {
            arguments.addAll(List.of("-n", TOKENS));
        }
        return setting().run(output, arguments.toArray());
    }

    private Setting setting() {
        return Setting.withHome(folder.resolve("home"));
    }

    private static void cut(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(4096);
        }
    }

    /** Does something to files. */
    @FunctionalInterface
    private interface Deed {
        void run() throws IOException;
    }

    /** Collects the output, and does its deed when the first token is in it. */
    private static final class AtFirstToken extends ByteArrayOutputStream {

        private final Deed deed;
        private boolean done;

        AtFirstToken(Deed deed) {
            this.deed = deed;
        }

        @Override
        public void flush() throws IOException {
            if (!done && toString().contains("\"token\"")) {
                done = true;
                deed.run();
            }
        }
    }
}
