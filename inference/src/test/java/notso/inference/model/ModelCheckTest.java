package notso.inference.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.EngineException;
import notso.inference.Problem;
import notso.inference.fixture.TestModel;
import notso.inference.fixture.TestShape;
import notso.inference.fixture.TestVocabulary;
import notso.inference.gguf.GgmlType;
import notso.inference.gguf.GgufArray;
import notso.inference.gguf.GgufFile;
import notso.inference.gguf.GgufTensor;
import notso.inference.gguf.GgufValue;
import notso.inference.gguf.GgufValueType;
import notso.inference.gguf.GgufWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

class ModelCheckTest {

    private static final TestModel SMALL =
            TestModel.tiny()
                    .withShape(new TestShape(2, 64, 64, 2, 1, 32, 128, 0))
                    .withType(GgmlType.Q8_0);

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"smollm3", "llama"})
    void soundModelsPass(String architecture) {
        Path path = SMALL.withArchitecture(architecture).writeTo(folder.resolve("m.gguf"));
        assertDoesNotThrow(() -> check(path));
        assertDoesNotThrow(() -> check(TestModel.tiny().writeTo(path)));
        assertDoesNotThrow(() -> check(SMALL.withoutTemplate().writeTo(path)));
    }

    @ParameterizedTest
    @EnumSource(
            value = GgmlType.class,
            names = {"F32", "F16", "BF16", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0"})
    void modelsOfPlainTypesPass(GgmlType type) {
        Path path = SMALL.withType(type).writeTo(folder.resolve("m.gguf"));
        assertDoesNotThrow(() -> check(path));
    }

    @Test
    void otherArchitecturesAreLeftToTheEngine() {
        Path path = SMALL.withArchitecture("qwen2").writeTo(folder.resolve("m.gguf"));
        try (GgufFile file = GgufFile.open(path)) {
            ModelCheck.requireRunnable(file);
        }
    }

    @Test
    void whatIsNoModelIsRefused() {
        TestModel adapter = SMALL.withMetadata("general.type", GgufValue.of("adapter"));
        assertTrue(unsupported(adapter.writeTo(folder.resolve("a.gguf"))).contains("'adapter'"));
    }

    @Test
    void vocabularyAloneIsReadableButNotRunnable() {
        Path path = SMALL.writeVocabularyTo(folder.resolve("v.gguf"));
        assertEquals(2, ModelDescription.read(path).layers());
        assertTrue(unsupported(path).contains("no weights"));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("contradictions")
    void contradictionsAreRefused(String key, GgufValue value) {
        Path path = SMALL.withMetadata(key, value).writeTo(folder.resolve("m.gguf"));
        EngineException refused = assertThrows(EngineException.class, () -> check(path));
        assertEquals(1, refused.getMessage().lines().count());
    }

    static Stream<Arguments> contradictions() {
        int size = SMALL.vocabulary().size();
        List<String> twice = new ArrayList<>(SMALL.vocabulary().tokens());
        twice.set(5, twice.get(9));
        List<String> emptyNamed = new ArrayList<>(SMALL.vocabulary().tokens());
        emptyNamed.set(5, "");
        emptyNamed.set(6, "[EMPTY_5]");
        List<String> cutByZero = new ArrayList<>(SMALL.vocabulary().tokens());
        cutByZero.set(5, cutByZero.get(9) + "\0more");
        return Stream.of(
                change("tokenizer.ggml.tokens", GgufArray.ofTexts(cutByZero)),
                change("smollm3.block_count", GgufValue.count(0)),
                change("smollm3.block_count", GgufValue.count(3)),
                change("smollm3.block_count", GgufValue.count(1)),
                change("smollm3.block_count", GgufValue.count(4_000_000_000L)),
                change("smollm3.block_count", GgufValue.of("many")),
                change("smollm3.embedding_length", GgufValue.count(128)),
                change("smollm3.feed_forward_length", GgufValue.count(65)),
                change("smollm3.context_length", GgufValue.count(0)),
                change("smollm3.attention.head_count", GgufValue.count(0)),
                change("smollm3.attention.head_count", GgufValue.count(3)),
                change("smollm3.attention.head_count_kv", GgufValue.count(0)),
                change("smollm3.attention.head_count_kv", GgufValue.count(3)),
                change("smollm3.attention.key_length", GgufValue.count(64)),
                change("smollm3.attention.value_length", GgufValue.count(64)),
                change("smollm3.rope.dimension_count", GgufValue.count(16)),
                change("smollm3.attention.layer_norm_rms_epsilon", GgufValue.of(-1f)),
                change("smollm3.attention.layer_norm_rms_epsilon", GgufValue.of(Float.NaN)),
                change("smollm3.rope.freq_base", GgufValue.of(Float.POSITIVE_INFINITY)),
                change("smollm3.rope.scaling.type", GgufValue.of("spiral")),
                change("smollm3.expert_count", GgufValue.count(8)),
                change("smollm3.expert_used_count", GgufValue.count(1)),
                change("smollm3.nextn_predict_layers", GgufValue.count(9)),
                change("smollm3.attention.causal", GgufValue.of(false)),
                change("general.architecture", GgufValue.count(1)),
                change("general.architecture", GgufValue.of("llama")),
                change("general.extra", GgufArray.ofArrays(List.of(GgufArray.ofFlags(true)))),
                change("split.count", GgufValue.count(2)),
                change("tokenizer.ggml.model", GgufValue.of("t5")),
                change("tokenizer.ggml.model", GgufValue.of("llama")),
                change("tokenizer.ggml.tokens", GgufArray.ofTexts(List.of())),
                change("tokenizer.ggml.tokens", GgufArray.ofTexts(List.of("a", "b"))),
                change("tokenizer.ggml.tokens", GgufArray.ofFlags(true)),
                change("tokenizer.ggml.tokens", GgufArray.ofTexts(twice)),
                change("tokenizer.ggml.tokens", GgufArray.ofTexts(emptyNamed)),
                change("tokenizer.ggml.merges", GgufArray.ofTexts(List.of())),
                change("tokenizer.ggml.merges", GgufArray.ofFlags(true)),
                change("tokenizer.ggml.token_type", wholes(size - 1, 1)),
                change("tokenizer.ggml.token_type", wholes(size, 6)),
                change(
                        "tokenizer.ggml.scores",
                        GgufArray.ofDecimals(GgufValueType.FLOAT32, new double[size - 1])),
                change("tokenizer.ggml.eos_token_id", GgufValue.count(size)),
                change("tokenizer.ggml.bos_token_id", GgufValue.count(4_294_967_295L)),
                change("tokenizer.chat_template", GgufValue.count(7)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "general.architecture",
                "smollm3.block_count",
                "smollm3.context_length",
                "smollm3.attention.head_count",
                "smollm3.attention.layer_norm_rms_epsilon",
                "tokenizer.ggml.model",
                "tokenizer.ggml.tokens",
                "tokenizer.ggml.merges"
            })
    void missingKeysAreRefused(String key) {
        Path path = SMALL.withoutMetadata(key).writeTo(folder.resolve("m.gguf"));
        assertThrows(EngineException.class, () -> check(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"token_embd.weight", "output_norm.weight", "blk.1.attn_q.weight"})
    void missingTensorIsNamed(String name) throws IOException {
        Path path = rewritten(tensor -> tensor.name().equals(name) ? "" : tensor.name());
        EngineException refused = assertThrows(EngineException.class, () -> check(path));
        assertInstanceOf(Problem.MalformedModel.class, refused.problem());
        assertTrue(refused.getMessage().contains(name), refused.getMessage());
    }

    @Test
    void strangeTensorIsNamed() throws IOException {
        Path path =
                rewritten(
                        tensor ->
                                tensor.name().equals("blk.1.ffn_up.weight")
                                        ? "blk.7.ffn_up.weight"
                                        : tensor.name());
        assertThrows(EngineException.class, () -> check(path));
    }

    @Test
    void sentencePieceVocabularyNeedsItsBytes() throws IOException {
        List<String> tokens = new ArrayList<>(List.of("<unk>", "<s>", "</s>"));
        for (int i = 0; i < 256; i++) {
            tokens.add("<0x%02X>".formatted(i));
        }
        while (tokens.size() < SMALL.vocabulary().size()) {
            tokens.add("word" + tokens.size());
        }
        assertDoesNotThrow(() -> check(sentencePieces(tokens)));
        tokens.set(100, "gone");
        assertThrows(EngineException.class, () -> check(sentencePieces(tokens)));
    }

    private Path sentencePieces(List<String> tokens) {
        long[] types =
                LongStream.range(0, tokens.size())
                        .map(i -> i >= 3 && i < 259 ? 6 : TestVocabulary.NORMAL)
                        .toArray();
        return SMALL.withMetadata("tokenizer.ggml.model", GgufValue.of("llama"))
                .withMetadata("tokenizer.ggml.tokens", GgufArray.ofTexts(tokens))
                .withMetadata(
                        "tokenizer.ggml.token_type", GgufArray.ofWholes(GgufValueType.INT32, types))
                .writeTo(folder.resolve("spm.gguf"));
    }

    /** The small model with other tensor names; tensors with an empty one are left out. */
    private Path rewritten(Function<GgufTensor, String> names) throws IOException {
        Path path = folder.resolve("rewritten.gguf");
        try (GgufFile file = GgufFile.open(SMALL.writeTo(folder.resolve("m.gguf")))) {
            GgufWriter writer = new GgufWriter();
            file.metadata().values().forEach(writer::metadata);
            for (GgufTensor tensor : file.tensors()) {
                String name = names.apply(tensor);
                if (!name.isEmpty()) {
                    ByteBuffer data = file.data(tensor).asByteBuffer();
                    writer.tensor(name, tensor.type(), tensor.shape(), out -> out.write(data));
                }
            }
            writer.writeTo(path);
        }
        return path;
    }

    private static String unsupported(Path path) {
        EngineException refused = assertThrows(EngineException.class, () -> check(path));
        return assertInstanceOf(Problem.UnsupportedModel.class, refused.problem()).detail();
    }

    private static void check(Path path) {
        try (GgufFile file = GgufFile.open(path)) {
            ModelCheck.requireRunnable(file);
        }
    }

    private static GgufArray wholes(int count, long value) {
        return GgufArray.ofWholes(
                GgufValueType.INT32, LongStream.generate(() -> value).limit(count).toArray());
    }

    private static Arguments change(String key, GgufValue value) {
        return Arguments.of(key, value);
    }
}
