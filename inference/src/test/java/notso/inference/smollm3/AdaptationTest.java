package notso.inference.smollm3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.file.StandardOpenOption.WRITE;

import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.LoadProgress;
import notso.inference.Problem;
import notso.inference.fixture.TestModel;
import notso.inference.fixture.TestShape;
import notso.inference.gguf.GgmlType;
import notso.inference.gguf.GgufFile;
import notso.inference.gguf.GgufTensor;
import notso.inference.gguf.GgufValue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

class AdaptationTest {

    private static final TestShape SHAPE = TestShape.TINY;

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "F32, 128", "F16, 128", "BF16, 128", "Q8_0, 128", "Q4_0, 128", "Q4_1, 128", "Q5_0, 128",
        "Q5_1, 128", "Q4_K, 128", "Q5_K, 128", "Q6_K, 128", "F32, 64", "F16, 64", "BF16, 64",
        "Q8_0, 64", "Q4_0, 64", "Q4_1, 64", "Q5_0, 64", "Q5_1, 64", "Q4_K, 64", "Q5_K, 64",
        "Q6_K, 64", "Q4_K, 32", "Q5_K, 32", "Q6_K, 32", "Q6_K, 16", "Q4_K, 256", "Q6_K, 256"
    })
    void everyWeightIsFoundUnchangedInItsNewPlaceAndZerosElsewhere(GgmlType type, int headSize) {
        int heads = Math.max(2, 512 / headSize);
        TestShape shape = SHAPE.withHeads(heads, heads / 2, headSize);
        try (Pair pair = adapt(TestModel.tiny().withShape(shape).withType(type))) {
            for (int layer = 0; layer < shape.layers(); layer++) {
                int shift = layer == 3 ? headSize : 0;
                pair.assertRows("blk." + layer + ".attn_q.weight", headSize, shift);
                pair.assertRows("blk." + layer + ".attn_k.weight", headSize, shift);
                pair.assertRows("blk." + layer + ".attn_v.weight", headSize, 0);
                pair.assertColumns("blk." + layer + ".attn_output.weight", headSize);
            }
        }
    }

    @Test
    void allOtherTensorsKeepTheirBytes() {
        try (Pair pair = adapt(TestModel.tiny())) {
            for (GgufTensor tensor : pair.source.tensors()) {
                if (!tensor.name().matches(".*attn_(q|k|v|output).*")) {
                    GgufTensor same = pair.adapted.tensor(tensor.name()).orElseThrow();
                    assertEquals(tensor.type(), same.type());
                    assertEquals(tensor.shape(), same.shape());
                    assertEquals(-1, pair.source.data(tensor).mismatch(pair.adapted.data(same)));
                }
            }
            assertEquals(pair.source.tensors().size() + 1, pair.adapted.tensors().size());
        }
    }

    @Test
    void rotationTurnsTheFirstHalfOfAHeadAndLeavesTheSecond() {
        try (Pair pair = adapt(TestModel.tiny())) {
            GgufTensor factors = pair.adapted.tensor("rope_freqs.weight").orElseThrow();
            float[] values =
                    pair.adapted
                            .data(factors)
                            .toArray(
                                    ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(
                                            ByteOrder.LITTLE_ENDIAN));
            assertEquals(128, values.length);
            for (int pairOfHead = 0; pairOfHead < 128; pairOfHead++) {
                assertEquals(pairOfHead < 64 ? 1f : 1e30f, values[pairOfHead]);
            }
        }
    }

    @Test
    void metadataTellsTheSameInTheOtherArchitecturesWords() {
        try (Pair pair = adapt(TestModel.tiny())) {
            var metadata = pair.adapted.metadata();
            assertEquals("llama", metadata.string("general.architecture").orElseThrow());
            assertEquals(256, metadata.integer("llama.attention.key_length").orElseThrow());
            assertEquals(256, metadata.integer("llama.attention.value_length").orElseThrow());
            assertEquals(256, metadata.integer("llama.rope.dimension_count").orElseThrow());
            assertEquals(2.5e13f, metadata.decimal("llama.rope.freq_base").orElseThrow());
            assertEquals(
                    (float) Math.pow(2, 0.25),
                    metadata.decimal("llama.rope.scaling.attn_factor").orElseThrow());
            assertEquals(4, metadata.integer("llama.block_count").orElseThrow());
            assertEquals(4, metadata.integer("llama.attention.head_count").orElseThrow());
            assertEquals(2, metadata.integer("llama.attention.head_count_kv").orElseThrow());
            assertTrue(metadata.values().keySet().stream().noneMatch(k -> k.startsWith("smollm3")));
            for (String key : pair.source.metadata().values().keySet()) {
                if (!key.startsWith("smollm3.") && !key.equals("general.architecture")) {
                    GgufValue before = pair.source.metadata().value(key).orElseThrow();
                    GgufValue after = metadata.value(key).orElseThrow();
                    assertEquals(-1, before.encoded().mismatch(after.encoded()), key);
                }
            }
        }
    }

    @Test
    void announcedSizeIsTheSizeWritten() throws IOException {
        Path source = TestModel.tiny().writeTo(folder.resolve("source.gguf"));
        Path target = folder.resolve("adapted.gguf");
        try (GgufFile file = GgufFile.open(source)) {
            Adaptation adaptation = new Adaptation(file);
            adaptation.writeTo(target, LoadProgress.Listener.NONE, new CancelSignal());
            assertEquals(adaptation.size(), Files.size(target));
        }
    }

    @Test
    void progressRisesToItsEnd() {
        List<Double> fractions = new ArrayList<>();
        Path source = TestModel.tiny().writeTo(folder.resolve("source.gguf"));
        try (GgufFile file = GgufFile.open(source)) {
            new Adaptation(file)
                    .writeTo(
                            folder.resolve("out.gguf"),
                            progress -> {
                                assertEquals(LoadProgress.Phase.ADAPTING, progress.phase());
                                fractions.add(progress.fraction());
                            },
                            new CancelSignal());
        }
        assertEquals(fractions.stream().sorted().toList(), fractions);
        assertEquals(0, fractions.getFirst());
        assertTrue(fractions.getLast() > 0.97, "ends at " + fractions.getLast());
    }

    @Test
    void cancellingLeavesNothingBehind() throws IOException {
        Path source = TestModel.tiny().writeTo(folder.resolve("source.gguf"));
        CancelSignal cancel = new CancelSignal();
        try (GgufFile file = GgufFile.open(source)) {
            Adaptation adaptation = new Adaptation(file);
            Path target = folder.resolve("out.gguf");
            Problem problem =
                    problem(
                            () ->
                                    adaptation.writeTo(
                                            target,
                                            progress -> {
                                                if (progress.fraction() > 0.4) {
                                                    cancel.cancel();
                                                }
                                            },
                                            cancel));
            assertEquals(new Problem.Cancelled(), problem);
        }
        assertEquals(List.of("source.gguf"), names());
    }

    @Test
    void folderThatCannotBeMadeIsNamed() throws IOException {
        Path source = TestModel.tiny().writeTo(folder.resolve("source.gguf"));
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        try (GgufFile model = GgufFile.open(source)) {
            Adaptation adaptation = new Adaptation(model);
            Problem problem =
                    problem(
                            () ->
                                    adaptation.writeTo(
                                            file.resolve("out.gguf"),
                                            LoadProgress.Listener.NONE,
                                            new CancelSignal()));
            assertTrue(problem instanceof Problem.CannotWrite, problem.toString());
        }
    }

    @Test
    void sourceThatShrinksMeanwhileIsReported() throws IOException {
        Path source = TestModel.tiny().writeTo(folder.resolve("source.gguf"));
        try (GgufFile file = GgufFile.open(source)) {
            Adaptation adaptation = new Adaptation(file);
            try (var channel = Files.newByteChannel(source, Set.of(WRITE))) {
                channel.truncate(Files.size(source) / 2);
            }
            Problem problem =
                    problem(
                            () ->
                                    adaptation.writeTo(
                                            folder.resolve("out.gguf"),
                                            LoadProgress.Listener.NONE,
                                            new CancelSignal()));
            assertTrue(problem instanceof Problem.FileUnreadable, problem.toString());
        }
        assertEquals(List.of("source.gguf"), names());
    }

    @ParameterizedTest
    @ValueSource(ints = {48, 96, 384})
    void headSizesThatCutSuperBlocksAreRefused(int headSize) {
        TestShape shape = SHAPE.withHeads(16, 8, headSize);
        assertRefused(TestModel.tiny().withShape(shape), "heads of " + headSize);
    }

    @ParameterizedTest
    @EnumSource(
            value = GgmlType.class,
            names = {"F32", "Q4_0"})
    void headSizesThatSuitPlainBlocksAreNot(GgmlType type) {
        TestShape shape = SHAPE.withHeads(16, 8, 96);
        try (Pair pair = adapt(TestModel.tiny().withShape(shape).withType(type))) {
            pair.assertColumns("blk.1.attn_output.weight", 96);
        }
    }

    @Test
    void otherArchitecturesAreRefused() {
        assertRefused(TestModel.tiny().withArchitecture("qwen3"), "architecture 'qwen3'");
    }

    @Test
    void stretchedPositionsAreRefused() {
        assertRefused(
                TestModel.tiny().withMetadata("smollm3.rope.scaling.type", GgufValue.of("yarn")),
                "stretches its positions");
    }

    @Test
    void keysOfTheWrongKindAreRefused() {
        assertRefused(
                TestModel.tiny().withMetadata("smollm3.attention.head_count", GgufValue.count(5)),
                "5 heads of 128 for 2 KV heads");
        assertRefused(
                TestModel.tiny().withMetadata("smollm3.block_count", GgufValue.count(5)),
                "no tensor blk.4.attn_q.weight");
    }

    @Test
    void everyFourthLayerIsStill() {
        List<Integer> still = new ArrayList<>();
        for (int layer = 0; layer < 36; layer++) {
            if (!SmolLm3.isRotated(layer)) {
                still.add(layer);
            }
        }
        assertEquals(List.of(3, 7, 11, 15, 19, 23, 27, 31, 35), still);
    }

    private void assertRefused(TestModel model, String reason) {
        Path path = model.writeTo(folder.resolve("refused.gguf"));
        try (GgufFile file = GgufFile.open(path)) {
            Problem problem = problem(() -> new Adaptation(file));
            assertTrue(problem instanceof Problem.UnsupportedModel, problem.toString());
            assertTrue(problem.toString().contains(reason), problem.toString());
        }
    }

    private static Problem problem(Runnable action) {
        return assertThrows(EngineException.class, action::run).problem();
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private Pair adapt(TestModel model) {
        GgufFile source = GgufFile.open(model.writeTo(folder.resolve("source.gguf")));
        Path target = folder.resolve("adapted.gguf");
        new Adaptation(source).writeTo(target, LoadProgress.Listener.NONE, new CancelSignal());
        return new Pair(source, GgufFile.open(target));
    }

    private record Pair(GgufFile source, GgufFile adapted) implements AutoCloseable {

        void assertRows(String name, int headSize, int shift) {
            int rows = (int) source.tensor(name).orElseThrow().dimension(1);
            assertEquals(2L * rows, adapted.tensor(name).orElseThrow().dimension(1));
            for (int row = 0; row < rows; row++) {
                int place = row / headSize * 2 * headSize + row % headSize;
                float[] before = row(source, name, row);
                assertFalse(isZero(before), name);
                assertArrayEquals(before, row(adapted, name, place + shift));
                assertTrue(isZero(row(adapted, name, place + headSize - shift)), name);
            }
        }

        void assertColumns(String name, int headSize) {
            GgufTensor tensor = source.tensor(name).orElseThrow();
            for (int row = 0; row < tensor.dimension(1); row++) {
                float[] before = row(source, name, row);
                float[] after = row(adapted, name, row);
                float[] expected = new float[2 * before.length];
                for (int i = 0; i < before.length; i++) {
                    expected[i / headSize * 2 * headSize + i % headSize] = before[i];
                }
                for (int i = 0; i < expected.length; i++) {
                    // Plus and minus zero are one number.
                    assertTrue(expected[i] == after[i], name + " at " + row + ", " + i);
                }
            }
        }

        private static float[] row(GgufFile file, String name, int row) {
            GgufTensor tensor = file.tensor(name).orElseThrow();
            byte[] bytes =
                    file.data(tensor)
                            .asSlice(row * tensor.rowBytes(), tensor.rowBytes())
                            .toArray(ValueLayout.JAVA_BYTE);
            return new Dequantiser(tensor.type(), bytes).row();
        }

        private static boolean isZero(float[] numbers) {
            for (float number : numbers) {
                if (number != 0) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void close() {
            source.close();
            adapted.close();
        }
    }
}
