package notso.inference.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.cli.CommandRun.Setting;
import notso.inference.fixture.TestModel;
import notso.inference.gguf.GgufValue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;

class InspectCommandTest {

    @TempDir static Path folder;

    @ParameterizedTest
    @CsvSource({
        "Name, Random SmolLM3",
        "Architecture, smollm3",
        "Layers, 4",
        "Hidden, 256",
        "FFN, 512",
        "Heads, 4 of 128",
        "KV heads, 2",
        "RoPE base, 5000000",
        "NoPE layers, 3",
        "Context, 65536 tokens trained for",
        "Chat template, yes",
        "Tensors, '38: 24 Q4_K, 9 F32, 5 Q6_K'"
    })
    void reportHasALineFor(String label, String value) {
        String report = inspect(tiny());
        assertTrue(
                report.lines().anyMatch(line -> line.matches(label + " +\\Q" + value + "\\E")),
                report);
    }

    @Test
    void jsonHoldsTheSameInNumbers() throws Exception {
        Path model = tiny();
        CommandRun run = setting().run("inspect", model, "--json").done();
        assertEquals(1, run.lines().size());
        JsonNode json = JsonMapper.shared().readTree(run.out());
        assertEquals(Files.size(model), json.path("fileBytes").longValue());
        assertEquals(model.toString(), json.path("path").stringValue());
        assertEquals(24, json.path("tensorTypes").path("Q4_K").intValue());
        assertEquals(3, json.path("nopeLayers").get(0).intValue());
        assertEquals(732, json.path("vocabulary").intValue());
        assertEquals(8192, json.path("memory").get(0).path("context").intValue());
        assertEquals(8192 * 4096, json.path("memory").get(0).path("kvBytes").intValue());
        assertTrue(json.path("engines").path("jllama").path("canRun").booleanValue());
    }

    @Test
    void memoryIsToldForTheContextAskedFor() {
        String half =
                setting().run("inspect", tiny(), "-c", 1000, "--kv-type", "q8_0").done().out();
        assertTrue(half.contains("at 1000 tokens"), half);
        assertTrue(half.contains("KV cache 3 MB"), half);
    }

    @Test
    void namesFromTheFileCannotDriveTheTerminal() {
        Path model =
                TestModel.tiny()
                        .withMetadata("general.name", GgufValue.of("evil\u001b[2J\nname"))
                        .writeTo(folder.resolve("evil.gguf"));
        String report = inspect(model);
        assertTrue(report.contains("evil?[2J?name"), report);
    }

    @Test
    void unknownArchitectureIsToldWithTheReasonWhyItCannotRun() {
        Path model =
                TestModel.tiny().withArchitecture("nonsense").writeTo(folder.resolve("odd.gguf"));
        String report = inspect(model);
        assertTrue(report.contains("Engine         jllama: no, "), report);
        assertTrue(report.contains("its architecture 'nonsense' is not known"), report);
    }

    private static String inspect(Path model) {
        return setting().run("inspect", model).done().out();
    }

    private static Setting setting() {
        return Setting.withHome(folder.resolve("home"));
    }

    private static Path tiny() {
        return TestModel.tiny().writeTo(folder.resolve("tiny.gguf"));
    }
}
