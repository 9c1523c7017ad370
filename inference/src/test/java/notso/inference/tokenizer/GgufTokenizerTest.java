package notso.inference.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.EngineException;
import notso.inference.Problem;
import notso.inference.Prompt;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class GgufTokenizerTest {

    @TempDir Path folder;

    private GgufTokenizer tokenizer;

    @BeforeEach
    void open() {
        tokenizer =
                GgufTokenizer.open(
                        VocabularyFile.small().writeTo(folder.resolve("small.gguf")),
                        folder.resolve("cache"));
    }

    @AfterEach
    void close() {
        tokenizer.close();
    }

    @Test
    void everyTextComesBackFromItsIds() {
        List<String> texts = new ArrayList<>(SampleTexts.CHOSEN);
        texts.addAll(SampleTexts.random(11, 500, 40));
        for (String text : texts) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            assertEquals(
                    new String(utf8, StandardCharsets.UTF_8),
                    tokenizer.decode(tokenizer.tokenize(Prompt.plain(text))));
        }
    }

    @Test
    void specialTokensCountInMarkupAlone() {
        int endOfTurn = tokenizer.specialTokens().id("<|im_end|>").orElseThrow();
        assertArrayEquals(new int[] {endOfTurn}, tokenizer.tokenize(Prompt.markup("<|im_end|>")));
        int[] plain = tokenizer.tokenize(Prompt.plain("<|im_end|>"));
        assertTrue(plain.length > 1, "it is text");
        assertEquals("<|im_end|>", tokenizer.decode(plain));
    }

    @Test
    void countsWhatItTokenizes() {
        String text = "A text of <think> some \u00e9\u00e8 words\n".repeat(40);
        assertEquals(tokenizer.tokenize(Prompt.plain(text)).length, tokenizer.count(text));
        assertEquals(
                tokenizer.tokenize(Prompt.plain(text)).length, tokenizer.count(Prompt.plain(text)));
    }

    @Test
    void givenIdsStayAsTheyAre() {
        assertArrayEquals(new int[] {5, 0, 7}, tokenizer.tokenize(Prompt.tokens(List.of(5, 0, 7))));
    }

    @Test
    void idsOutsideTheVocabularyAreRefused() {
        for (int id : new int[] {-1, tokenizer.vocabularySize()}) {
            EngineException failure =
                    assertThrows(
                            EngineException.class,
                            () -> tokenizer.tokenize(Prompt.tokens(List.of(id))));
            assertEquals(
                    new Problem.InvalidValue(
                            "token id",
                            String.valueOf(id),
                            "between 0 and " + (tokenizer.vocabularySize() - 1)),
                    failure.problem());
            assertThrows(EngineException.class, () -> tokenizer.decode(id));
        }
    }

    @Test
    void aMegabyteIsNotTruncated() {
        String line = "A line of text, 42 of it.\n";
        String text = line.repeat((1 << 20) / line.length());
        int[] ids = tokenizer.tokenize(Prompt.plain(text));
        assertEquals(text, tokenizer.decode(ids));
    }

    @Test
    void aTextWithoutEndIsRefusedInsteadOfCrashing() {
        EngineException failure =
                assertThrows(EngineException.class, () -> tokenizer.count(" ".repeat(12_000_000)));
        assertEquals(
                "The length of a text without words is '12000000', but must be at most 1,048,576"
                        + " characters.",
                failure.getMessage());
    }

    @Test
    void manyThreadsGetTheSameIds() throws Exception {
        List<String> texts = SampleTexts.random(12, 100, 200);
        List<int[]> expected =
                texts.stream().map(text -> tokenizer.tokenize(Prompt.plain(text))).toList();
        Callable<Void> all =
                () -> {
                    for (int i = 0; i < texts.size(); i++) {
                        assertArrayEquals(
                                expected.get(i), tokenizer.tokenize(Prompt.plain(texts.get(i))));
                    }
                    return null;
                };
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Void> done : threads.invokeAll(List.of(all, all, all, all))) {
                done.get();
            }
        }
    }

    @Test
    void closesTwiceAndThenRefuses() {
        tokenizer.close();
        tokenizer.close();
        assertThrows(IllegalStateException.class, () -> tokenizer.count("a"));
    }

    @Test
    void djlNeitherReportsNorFetches() {
        assertEquals("true", System.getProperty("OPT_OUT_TRACKING"));
        assertEquals("true", System.getProperty("ai.djl.offline"));
        assertEquals("cpu", System.getProperty("RUST_FLAVOR"));
    }

    @Test
    void machinesWithoutDjlAreNamed() {
        assertEquals(
                "there is no DJL tokenizer for Mac OS X on x86_64",
                DjlLibrary.whyMissing("Mac OS X", "x86_64").orElseThrow());
        for (String[] machine :
                new String[][] {
                    {"Mac OS X", "aarch64", "osx-aarch64/cpu/libtokenizers.dylib"},
                    {"Linux", "amd64", "linux-x86_64/cpu/libtokenizers.so"},
                    {"Linux", "aarch64", "linux-aarch64/cpu/libtokenizers.so"},
                    {"Windows 11", "amd64", "win-x86_64/cpu/tokenizers.dll"}
                }) {
            assertTrue(DjlLibrary.whyMissing(machine[0], machine[1]).isEmpty(), machine[2]);
            assertTrue(getClass().getResource("/native/lib/" + machine[2]) != null, machine[2]);
        }
    }
}
