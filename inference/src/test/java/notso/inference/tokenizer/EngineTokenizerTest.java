package notso.inference.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import notso.inference.Prompt;
import notso.inference.fixture.Requirement;
import notso.inference.fixture.TestModel;
import notso.inference.gguf.GgufFile;
import notso.inference.gguf.GgufValue;
import notso.inference.gguf.GgufWriter;
import notso.inference.llamacpp.LlamaCppTokenizer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The tokenizer gives the ids of the engine's own one, on every text. */
@Tag("engine")
class EngineTokenizerTest {

    private static final int MANY = 4_000;
    private static final int SOME = 400;
    private static final int SHORT = 40;
    private static final int LONG = 100_000;

    /** Unicode characters in one text, when all are gone through. */
    private static final int STRETCH = 64;

    /** Behind these, up to the tags, and behind the tags, no character is assigned. */
    private static final int END_OF_IDEOGRAPHS = 0x33500;

    private static final int TAGS = 0xE0000;
    private static final int END_OF_TAGS = 0xE0200;

    @TempDir Path folder;

    @BeforeEach
    void needsTheEngine() {
        Requirement.fastEngine();
    }

    @Test
    void theTestModelsVocabularyGivesTheSameIds() {
        Path model = TestModel.tiny().writeTo(folder.resolve("tiny.gguf"));
        compare(model, SampleTexts.CHOSEN);
        compare(model, SampleTexts.random(1, MANY, SHORT));
        compare(model, SampleTexts.random(2, 4, LONG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama-bpe", "smaug-bpe"})
    void theLlama3VocabularyGivesTheSameIds(String pre) throws IOException {
        Path model = named("llama-bpe", pre);
        compare(model, SampleTexts.CHOSEN);
        compare(model, SampleTexts.random(3, MANY, SHORT));
        compare(model, SampleTexts.random(4, 8, LONG));
        compare(model, everyCharacter());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aquila",
                "command-r",
                "deepseek-coder",
                "deepseek-llm",
                "falcon",
                "gpt-2",
                "gpt-neox",
                "mpt",
                "qwen2",
                "qwen35",
                "refact",
                "starcoder"
            })
    void publishedVocabulariesGiveTheSameIds(String name) {
        Path model = Requirement.reference("llama.cpp/models/ggml-vocab-%s.gguf".formatted(name));
        compare(model, SampleTexts.CHOSEN);
        compare(model, SampleTexts.random(5, SOME, SHORT));
    }

    static List<String> preTokenizers() {
        return PreTokenizer.names();
    }

    @ParameterizedTest
    @MethodSource("preTokenizers")
    void everyPreTokenizerGivesTheSameIds(String pre) throws IOException {
        Path model = named("gpt-2", pre);
        compare(model, SampleTexts.CHOSEN);
        compare(model, SampleTexts.random(6, SOME, SHORT));
    }

    /** Each character between others that join it or do not. */
    private static List<String> everyCharacter() {
        return IntStream.concat(
                        IntStream.range(0, END_OF_IDEOGRAPHS / STRETCH),
                        IntStream.range(TAGS / STRETCH, END_OF_TAGS / STRETCH))
                .mapToObj(
                        stretch -> {
                            StringBuilder text = new StringBuilder();
                            for (int i = 0; i < STRETCH; i++) {
                                text.append(" a").appendCodePoint(stretch * STRETCH + i);
                                text.append("1 !").appendCodePoint(stretch * STRETCH + i);
                            }
                            return text.toString();
                        })
                .toList();
    }

    private void compare(Path model, List<String> texts) {
        try (GgufTokenizer ours = GgufTokenizer.open(model, folder.resolve("cache"));
                LlamaCppTokenizer engine = LlamaCppTokenizer.open(model)) {
            for (String text : texts) {
                Prompt prompt = text.indexOf('<') < 0 ? Prompt.plain(text) : Prompt.markup(text);
                int[] expected = engine.tokenize(prompt);
                int[] actual = ours.tokenize(prompt);
                if (!Arrays.equals(expected, actual)) {
                    assertArrayEquals(expected, actual, () -> described(text));
                }
            }
        }
    }

    private static String described(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(300).forEach(point -> shown.append("%x ".formatted(point)));
        return shown.toString();
    }

    /** A published vocabulary under another pre-tokenizer's name. */
    private Path named(String vocabulary, String pre) throws IOException {
        Path path = folder.resolve(pre + ".gguf");
        Path published =
                Requirement.reference("llama.cpp/models/ggml-vocab-%s.gguf".formatted(vocabulary));
        try (GgufFile file = GgufFile.open(published)) {
            GgufWriter writer = new GgufWriter();
            file.metadata().values().forEach(writer::metadata);
            writer.metadata("tokenizer.ggml.pre", GgufValue.of(pre)).writeTo(path);
        }
        return path;
    }
}
