package notso.inference.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.EngineException;
import notso.inference.Prompt;
import notso.inference.gguf.GgufArray;
import notso.inference.gguf.GgufFile;
import notso.inference.gguf.GgufValue;
import notso.inference.gguf.GgufValueType;
import notso.inference.gguf.GgufWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Vocabularies that are strange give exact ids or one sentence, and never a crash. */
class HostileVocabularyTest {

    private static final List<String> AB = List.of("a", "b", "ab");

    @TempDir Path folder;

    static List<Arguments> refused() {
        return List.of(
                Arguments.of(
                        VocabularyFile.small().withModel("llama"),
                        "its tokenizer is of the kind 'llama'"),
                Arguments.of(
                        VocabularyFile.small().withModel("bert"),
                        "its tokenizer is of the kind 'bert'"),
                Arguments.of(
                        VocabularyFile.small().withPre("kimi-k2"),
                        "its way of cutting text into words, 'kimi-k2', cannot be had here"),
                Arguments.of(
                        VocabularyFile.small().withPre("x".repeat(1000)),
                        "its way of cutting text into words, 'xxxx"),
                Arguments.of(VocabularyFile.of(List.of(), List.of()), "its vocabulary is empty"),
                Arguments.of(
                        VocabularyFile.of(List.of("a", "b", "a"), List.of()),
                        "its vocabulary contains a token twice, the second time as 2"),
                Arguments.of(
                        VocabularyFile.of(List.of("a", "a\0b"), List.of()),
                        "its vocabulary contains a token twice, the second time as 1"),
                Arguments.of(
                        VocabularyFile.of(List.of("[EMPTY_1]", ""), List.of()),
                        "its vocabulary contains a token twice, the second time as 1"),
                Arguments.of(
                        VocabularyFile.of(AB, List.of("a b", "ab c")),
                        "its merge rule 1 is about a token that its vocabulary lacks"),
                Arguments.of(
                        VocabularyFile.of(AB, List.of()).withTypes(1),
                        "its list tokenizer.ggml.token_type does not hold a type for each of its 3"
                                + " tokens"),
                Arguments.of(
                        VocabularyFile.of(List.of("\n ", " \n", "a"), List.of()).withTypes(4, 4, 1),
                        "two of its user-defined tokens overlap"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedInOneSentence(VocabularyFile file, String why) {
        EngineException failure = assertThrows(EngineException.class, () -> open(file).close());
        assertTrue(failure.getMessage().contains(why), failure.getMessage());
        assertTrue(failure.getMessage().endsWith("."), failure.getMessage());
        assertEquals(-1, failure.getMessage().indexOf('\n'));
    }

    @Test
    void aListThatIsMissingIsNamed() throws IOException {
        Path whole = VocabularyFile.small().writeTo(folder.resolve("whole.gguf"));
        for (String key : List.of("tokenizer.ggml.tokens", "tokenizer.ggml.merges")) {
            Path path = folder.resolve("without.gguf");
            try (GgufFile file = GgufFile.open(whole)) {
                GgufWriter writer = new GgufWriter();
                file.metadata().values().entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(key))
                        .forEach(entry -> writer.metadata(entry.getKey(), entry.getValue()));
                writer.writeTo(path);
            }
            EngineException failure =
                    assertThrows(
                            EngineException.class,
                            () -> GgufTokenizer.open(path, folder.resolve("cache")).close());
            assertTrue(
                    failure.getMessage().contains("its list " + key + " is missing"),
                    failure.getMessage());
        }
    }

    @Test
    void aTokenThatIsHalfACharacterIsRefused() throws IOException {
        Path path = VocabularyFile.of(List.of("?"), List.of()).writeTo(folder.resolve("x.gguf"));
        byte[] file = Files.readAllBytes(path);
        int only = new String(file, StandardCharsets.ISO_8859_1).indexOf('?');
        file[only] = (byte) 0xC3;
        Files.write(path, file);
        EngineException failure =
                assertThrows(
                        EngineException.class,
                        () -> GgufTokenizer.open(path, folder.resolve("cache")).close());
        assertTrue(
                failure.getMessage().contains("its token 0 is a part of a character"),
                failure.getMessage());
    }

    @Test
    void whatIsNoTokenIsLeftOutAfterMerging() {
        try (GgufTokenizer tokenizer = open(VocabularyFile.of(AB, List.of("a b")))) {
            assertArrayEquals(new int[] {2}, ids(tokenizer, "ab"));
            assertArrayEquals(new int[] {0, 1}, ids(tokenizer, "axb"));
            assertArrayEquals(new int[] {}, ids(tokenizer, "日本"));
        }
    }

    @Test
    void oneTokenIsEnough() {
        try (GgufTokenizer tokenizer = open(VocabularyFile.of(List.of("a"), List.of()))) {
            assertArrayEquals(new int[] {0, 0}, ids(tokenizer, "xaxa"));
            assertEquals(1, tokenizer.vocabularySize());
        }
    }

    @Test
    void rulesAboutWhatNoTextContainsAreHarmless() {
        List<String> merges = List.of("", " ", "a", "a ", " b", "a b c", "日 本", "a b", "a b");
        try (GgufTokenizer tokenizer = open(VocabularyFile.of(AB, merges))) {
            assertArrayEquals(new int[] {2, 0}, ids(tokenizer, "aba"));
        }
    }

    @Test
    void theFirstOfTwoEqualRulesCounts() {
        VocabularyFile file =
                VocabularyFile.of(List.of("a", "b", "c", "ab", "bc"), List.of("a b", "b c", "a b"));
        try (GgufTokenizer tokenizer = open(file)) {
            assertArrayEquals(new int[] {3, 2}, ids(tokenizer, "abc"));
        }
    }

    @Test
    void tokensOutsideTheAlphabetAreOnlyDecoded() {
        try (GgufTokenizer tokenizer =
                open(VocabularyFile.of(List.of("a", "日本", "a\tb", ""), List.of()))) {
            assertArrayEquals(new int[] {0}, ids(tokenizer, "a日本"));
            assertEquals("日本a\tb[EMPTY_3]", tokenizer.decode(1, 2, 3));
        }
    }

    @Test
    void userDefinedSpacesComeBeforeWords() {
        VocabularyFile file =
                VocabularyFile.of(List.of("a", "Ġ", "  ", "   ", "õ"), List.of())
                        .withTypes(1, 1, 4, 4, 4);
        try (GgufTokenizer tokenizer = open(file)) {
            assertArrayEquals(new int[] {0, 3, 2, 0, 1}, ids(tokenizer, "a     a "));
            assertArrayEquals(new int[] {4, 0}, ids(tokenizer, "õa"));
            assertEquals("a   õ", tokenizer.decode(0, 3, 4));
        }
    }

    @Test
    void aNameThatIsTextToTheFileIsSpecialNevertheless() {
        VocabularyFile file = VocabularyFile.of(List.of("a", "<|im_end|>"), List.of());
        try (GgufTokenizer tokenizer = open(file)) {
            assertArrayEquals(new int[] {0, 1}, tokenizer.tokenize(Prompt.markup("a<|im_end|>")));
            assertArrayEquals(new int[] {0}, ids(tokenizer, "a<|im_end|>"));
        }
    }

    @Test
    void textsBeginAsTheFileSays() throws IOException {
        Path path = folder.resolve("begin.gguf");
        Path plain = VocabularyFile.of(List.of("a", "<s>"), List.of()).writeTo(path);
        Path begun = folder.resolve("begun.gguf");
        try (GgufFile file = GgufFile.open(plain)) {
            GgufWriter writer = new GgufWriter();
            file.metadata().values().forEach(writer::metadata);
            writer.metadata("tokenizer.ggml.add_bos_token", GgufValue.of(true))
                    .metadata("tokenizer.ggml.bos_token_id", GgufValue.count(1))
                    .metadata(
                            "tokenizer.ggml.token_type",
                            GgufArray.ofWholes(GgufValueType.INT32, 1, 3))
                    .writeTo(begun);
        }
        try (GgufTokenizer tokenizer = GgufTokenizer.open(begun, folder.resolve("cache"))) {
            assertArrayEquals(new int[] {1, 0}, ids(tokenizer, "a"));
            assertArrayEquals(new int[] {1, 0}, tokenizer.tokenize(Prompt.markup("<s>a")));
            assertEquals(1, tokenizer.count("a"));
        }
    }

    private GgufTokenizer open(VocabularyFile file) {
        return GgufTokenizer.open(
                file.writeTo(folder.resolve("vocabulary.gguf")), folder.resolve("cache"));
    }

    private static int[] ids(GgufTokenizer tokenizer, String text) {
        return tokenizer.tokenize(Prompt.plain(text));
    }
}
