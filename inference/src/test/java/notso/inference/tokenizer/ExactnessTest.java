package notso.inference.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;

import notso.inference.EngineException;
import notso.inference.Prompt;
import notso.inference.fixture.Requirement;
import notso.inference.gguf.GgufFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What is done for speed and safety changes no id. */
class ExactnessTest {

    private static final String SEPARATOR = "\n__ggml_vocab_test__\n";

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "command-r",
                "deepseek-coder",
                "deepseek-llm",
                "falcon",
                "gpt-2",
                "llama-bpe",
                "mpt",
                "qwen2",
                "qwen35",
                "refact",
                "starcoder"
            })
    void publishedTextsGiveThePublishedIds(String name) throws IOException {
        Path model = Requirement.reference("llama.cpp/models/ggml-vocab-%s.gguf".formatted(name));
        String[] texts = Files.readString(Path.of(model + ".inp")).split(SEPARATOR, -1);
        List<String> ids = Files.readAllLines(Path.of(model + ".out"));
        assertEquals(texts.length - 1, ids.size(), "a separator ends each text");
        try (GgufTokenizer tokenizer = GgufTokenizer.open(model, folder)) {
            for (int i = 0; i < ids.size(); i++) {
                Prompt.Segment text = new Prompt.Segment.Plain(texts[i]);
                int[] actual =
                        tokenizer.tokenize(
                                new Prompt(List.of(new Prompt.Segment.Tokens(List.of()), text)));
                assertEquals(
                        ids.get(i).strip(),
                        Arrays.stream(actual)
                                .mapToObj(String::valueOf)
                                .collect(Collectors.joining(" ")),
                        texts[i]);
            }
        }
    }

    static List<String> preTokenizers() {
        return PreTokenizer.names();
    }

    @ParameterizedTest
    @MethodSource("preTokenizers")
    void piecesGiveTheIdsOfTheWhole(String pre) {
        Path model = VocabularyFile.small().withPre(pre).writeTo(folder.resolve("small.gguf"));
        try (HuggingFaceTokenizer djl = djl(model)) {
            for (String text : SampleTexts.random(21, 200, 200)) {
                String wellFormed = text.replaceAll("\\p{Cs}", "?");
                long[] pieces =
                        TextPieces.of(wellFormed, 1, 1 << 20).stream()
                                .flatMapToLong(piece -> LongStream.of(ids(djl, piece)))
                                .toArray();
                assertArrayEquals(ids(djl, wellFormed), pieces, wellFormed);
            }
        }
    }

    @Test
    void leavingDeadRulesOutChangesNoId() {
        Path model = VocabularyFile.small().writeTo(folder.resolve("small.gguf"));
        String merges =
                VocabularyFile.small().merges().stream()
                        .map(ExactnessTest::quoted)
                        .collect(Collectors.joining(","));
        String json = new String(json(model), StandardCharsets.UTF_8);
        int list = json.indexOf("\"merges\":[") + "\"merges\":[".length();
        String all = json.substring(0, list) + merges + json.substring(json.indexOf(']', list));
        try (HuggingFaceTokenizer few = djl(model);
                HuggingFaceTokenizer every =
                        DjlLibrary.load(all.getBytes(StandardCharsets.UTF_8))) {
            for (String text : SampleTexts.random(22, 2000, 60)) {
                String wellFormed = text.replaceAll("\\p{Cs}", "?");
                assertArrayEquals(ids(every, wellFormed), ids(few, wellFormed), wellFormed);
            }
        }
    }

    @Test
    void onlyTheRuleThatEndsATokensMergingLives() throws Exception {
        VocabularyFile file =
                VocabularyFile.of(
                        List.of("a", "b", "c", "ab", "bc", "abc"),
                        List.of("a b", "b c", "a bc", "ab c"));
        Map<String, Integer> ids = new HashMap<>();
        file.tokens().forEach(token -> ids.put(token, ids.size()));
        MergeRules rules = new MergeRules(ids);
        for (String merge : file.merges()) {
            rules.add(merge);
        }
        assertEquals(List.of("a b", "b c", "ab c"), rules.live());
    }

    @Test
    void textsAreCutBetweenWordsAlone() {
        assertEquals(
                List.of("ab", " cd", "\ne1 f! gé h", " "),
                TextPieces.of("ab cd\ne1 f! gé h ", 2, 11));
        assertThrows(EngineException.class, () -> TextPieces.of("1 2 3 4", 2, 6));
    }

    private HuggingFaceTokenizer djl(Path model) {
        DjlLibrary.loadSoon(new TokenizerCache(folder));
        return DjlLibrary.load(json(model));
    }

    private static byte[] json(Path model) {
        try (GgufFile file = GgufFile.open(model)) {
            return TokenizerJson.of(Vocabulary.read(file));
        }
    }

    private static long[] ids(HuggingFaceTokenizer djl, String text) {
        return djl.encode(text, false, false).getIds();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
