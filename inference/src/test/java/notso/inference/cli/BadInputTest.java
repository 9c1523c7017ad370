package notso.inference.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.cli.CommandRun.Setting;
import notso.inference.fixture.Requirement;
import notso.inference.fixture.TestModel;
import notso.inference.fixture.TestShape;
import notso.inference.gguf.GgufValue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Each bad input gives one line on the error stream and status 3, and nothing on the output. */
@Timeout(120)
class BadInputTest {

    @TempDir static Path folder;

    private static Path home;
    private static Path model;

    @BeforeAll
    static void writeModel() {
        home = folder.resolve("home");
        model = TestModel.tiny().writeTo(folder.resolve("model.gguf"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inspect MODEL",
                "tokenize MODEL",
                "generate MODEL -p Hello -n 1",
                "adapt MODEL OUT",
                "chat MODEL",
                "prompt --messages MESSAGES --model MODEL"
            })
    void everyCommandRefusesWhatIsNoModelFile(String command) throws IOException {
        Path empty = Files.createFile(fresh("empty.gguf"));
        Path text = Files.writeString(fresh("text.gguf"), "It was a dark and stormy night.");
        Path cut = truncated(TestModel.tiny().writeTo(fresh("cut.gguf")), 100_000);
        Path missing = fresh("missing.gguf");
        assertAll(
                () -> refused(runWith(command, missing), "no file at", "check the path"),
                () -> refused(runWith(command, folder), "not a file", "choose a model file"),
                () -> refused(runWith(command, empty), "not a usable GGUF file", "choose another"),
                () -> refused(runWith(command, text), "not a usable GGUF file", "choose another"),
                () -> refused(runWith(command, cut), "not a usable GGUF file", "choose another"));
    }

    @ParameterizedTest
    @CsvSource({
        "--seed,-1,seed",
        "--seed,4294967295,seed",
        "--temp,NaN,temperature",
        "--temp,Infinity,temperature",
        "--temp,-0.1,temperature",
        "--top-p,0,top-p",
        "--top-p,NaN,top-p",
        "--top-k,-1,top-k",
        "--min-p,1.5,min-p",
        "--repeat-penalty,0,repetition penalty",
        "-n,0,maximum tokens",
        "-n,-5,maximum tokens",
        "-c,3,context length",
        "-t,0,threads",
        "--gpu-layers,-2,GPU layers"
    })
    void valueOutOfRangeIsNamed(String option, String value, String name) {
        refused(run("generate", model, "-p", "Hello", option, value), name, "must be");
    }

    @ParameterizedTest
    @CsvSource({"-p,0", "-p,2000000000", "-n,0", "-r,0", "-r,1001"})
    void benchRefusesCountsOutOfRange(String option, String value) {
        refused(run("bench", model, option, value), "must be between 1 and");
    }

    @Test
    void modelWithoutTemplateCannotChat() {
        Path bare = TestModel.tiny().withoutTemplate().writeTo(fresh("bare.gguf"));
        refused(run("generate", bare, "-p", "Hello", "-n", 1), "chat template", "--raw");
        refused(run("chat", bare), "chat template");
        refused(run("prompt", "--messages", messages(), "--model", bare), "chat template");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwkv", "plamo2", ""})
    void tokenizerThatCannotBeMadeIsNamed(String kind) {
        Path odd =
                TestModel.tiny()
                        .withMetadata("tokenizer.ggml.model", GgufValue.of(kind))
                        .writeTo(fresh("odd.gguf"));
        refused(setting().withInput("Hello").run("tokenize", odd), "odd.gguf", "tokenizer");
    }

    @Test
    void runtimeOfAnotherVersionIsRefused() throws IOException {
        Path runtime = Files.createDirectories(fresh("runtime"));
        Files.createFile(runtime.resolve("libllama.v9.9.9.so"));
        Setting setting = setting().withProperty("notso.runtime", runtime.toString());
        refused(
                setting.run("generate", model, "-p", "Hello", "-n", 1, "--engine", "llamacpp"),
                "v9.9.9",
                "v0.4.0");
        refused(setting.run("bench", model, "--engine", "llamacpp"), "v9.9.9", "v0.4.0");
        assertTrue(setting.run("inspect", model).done().out().contains("v9.9.9"));
    }

    @Test
    void dataFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(fresh("in-the-way"));
        refused(
                Setting.withHome(file).run("generate", model, "-p", "Hello", "-n", 1),
                "in-the-way",
                "cannot be written");
    }

    @Test
    void tokenizerDoesWithoutItsCache() throws IOException {
        Path file = Files.createFile(fresh("in-the-way"));
        String ids = setting().withInput("Hello you").run("tokenize", model).done().out();
        assertFalse(ids.isBlank());
        assertEquals(
                ids,
                Setting.withHome(file).withInput("Hello you").run("tokenize", model).done().out());
    }

    @Test
    void adaptationNeedsRoomOnTheDisk() throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        Path huge = largerThan(free);
        try {
            Path out = fresh("out.gguf");
            refused(run("adapt", huge, out), "disk", "full", "make room");
            assertFalse(Files.exists(out));
        } finally {
            Files.delete(huge);
        }
    }

    @Test
    void adaptationNeverReplacesItsSource() throws IOException {
        long size = Files.size(model);
        Path link = Files.createSymbolicLink(fresh("link.gguf"), model);
        refused(run("adapt", model, model), "another file");
        refused(run("adapt", model, link), "another file");
        refused(run("adapt", model, folder), "folder");
        assertEquals(size, Files.size(model));
    }

    @Test
    void adaptationOfAnotherArchitectureIsRefused() {
        Path llama = TestModel.tiny().withArchitecture("llama").writeTo(fresh("llama.gguf"));
        refused(run("adapt", llama, fresh("out.gguf")), "architecture", "llama");
    }

    @Test
    void fileWithoutWeightsIsToldOfButNotRun() {
        Path vocabulary = TestModel.tiny().writeVocabularyTo(fresh("vocabulary.gguf"));
        String report = run("inspect", vocabulary).done().out();
        assertTrue(report.contains("no, "), report);
        assertTrue(report.contains("no weights"), report);
    }

    /** Needs the libraries, since the engine itself refuses. */
    @Tag("engine")
    @Test
    void engineRefusesWhatItCannotRun() throws IOException {
        Requirement.fastEngine();
        Path vocabulary = TestModel.tiny().writeVocabularyTo(fresh("vocabulary.gguf"));
        Path unknown = TestModel.tiny().withArchitecture("nonsense").writeTo(fresh("odd.gguf"));
        Path endless =
                TestModel.tiny()
                        .withShape(TestShape.TINY.withContext(1 << 28))
                        .writeTo(fresh("endless.gguf"));
        assertAll(
                () -> refused(generate(vocabulary), "no weights", "choose"),
                () -> refused(generate(unknown), "architecture 'nonsense' is not known", "choose"),
                () -> refused(generate(model, "-c", 1_000_000), "context length", "131072"),
                () -> refused(generate(endless, "-c", 1 << 28), "memory", "shorten the context"),
                () -> refused(generateLong("-c", 16), "tokens", "longer context"),
                () -> refused(generate(model, "--device", "nix"), "device", "CPU"));
    }

    @Tag("engine")
    @Test
    void modelLargerThanMemoryIsRefused() throws IOException {
        Requirement.fastEngine();
        Path huge = largerThan(1L << 40);
        try {
            refused(generate(huge), "memory", "smaller model");
        } finally {
            Files.delete(huge);
        }
    }

    private static CommandRun generate(Path file, Object... more) {
        return run(
                Stream.concat(
                                Stream.of("generate", file, "-p", "Hello", "-n", 4, "-t", 1),
                                Stream.of(more))
                        .toArray());
    }

    private static CommandRun generateLong(Object... more) {
        return run(
                Stream.concat(
                                Stream.of(
                                        "generate",
                                        model,
                                        "-p",
                                        "word ".repeat(500),
                                        "-n",
                                        4,
                                        "-t",
                                        1),
                                Stream.of(more))
                        .toArray());
    }

    private static void refused(CommandRun run, String... words) {
        String all = "status %d, out '%s', err '%s'".formatted(run.status(), run.out(), run.err());
        assertEquals(3, run.status(), all);
        assertEquals("", run.out(), all);
        assertEquals(1, run.err().lines().count(), all);
        assertTrue(run.err().endsWith(".\n"), all);
        for (String word : words) {
            assertTrue(run.err().contains(word), "no '%s' in: %s".formatted(word, run.err()));
        }
    }

    private static CommandRun runWith(String command, Path file) {
        return run(
                (Object[])
                        command.replace("MODEL", file.toString())
                                .replace("OUT", fresh("out.gguf").toString())
                                .replace("MESSAGES", messages().toString())
                                .split(" "));
    }

    private static CommandRun run(Object... arguments) {
        return setting().run(arguments);
    }

    private static Setting setting() {
        return Setting.withHome(home);
    }

    private static Path messages() {
        try {
            return Files.writeString(
                    fresh("messages.json"), "[{\"role\": \"user\", \"content\": \"Hello\"}]");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int files;

    /** A path in a folder of its own. */
    private static Path fresh(String name) {
        try {
            return Files.createDirectory(folder.resolve("case" + files++)).resolve(name);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path truncated(Path path, long size) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(size);
        }
        return path;
    }

    /** A sound model of more bytes, most of them holes. */
    private static Path largerThan(long bytes) {
        long layer = 3L * 2048 * (1 << 20) * 9 / 16;
        int layers = Math.toIntExact(bytes / layer + 8);
        return TestModel.tiny()
                .withShape(new TestShape(layers, 2048, 1 << 20, 16, 4, 128, 65_536, 0))
                .writeSparseTo(fresh("huge.gguf"));
    }
}
