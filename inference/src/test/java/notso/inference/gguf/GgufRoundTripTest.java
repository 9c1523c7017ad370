package notso.inference.gguf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import notso.inference.EngineException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

class GgufRoundTripTest {

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(
            value = GgufValueType.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"FLOAT32", "FLOAT64", "BOOL", "STRING", "ARRAY"})
    void wholeNumbersComeBack(GgufValueType type) throws IOException {
        boolean signed = type.name().startsWith("INT") || type == GgufValueType.UINT64;
        int bits = 8 * type.bytes() - (signed ? 1 : 0);
        long most = bits == 63 ? Long.MAX_VALUE : (1L << bits) - 1;
        long least = signed && type != GgufValueType.UINT64 ? -most - 1 : 0;
        GgufWriter writer =
                new GgufWriter()
                        .metadata("least", new GgufValue.Whole(type, least))
                        .metadata("most", new GgufValue.Whole(type, most))
                        .metadata("list", GgufArray.ofWholes(type, least, 0, 7, most));
        try (GgufFile file = written(writer)) {
            assertEquals(type, file.metadata().value("most").orElseThrow().type());
            assertEquals(least, file.metadata().integer("least").orElseThrow());
            assertEquals(most, file.metadata().integer("most").orElseThrow());
            assertEquals(List.of(least, 0L, 7L, most), file.metadata().integers("list"));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> {
                    if (type.bytes() == 8) {
                        throw new IllegalArgumentException("every long fits");
                    }
                    new GgufValue.Whole(type, most + 1);
                });
    }

    @Test
    void decimalsFlagsTextsAndListsComeBack() throws IOException {
        List<String> texts =
                IntStream.range(0, 100).mapToObj(i -> "é灯\u0000".repeat(i % 5) + i).toList();
        GgufWriter writer =
                new GgufWriter()
                        .metadata("f32", GgufValue.of(1e-6f))
                        .metadata("f64", new GgufValue.Decimal(GgufValueType.FLOAT64, Math.PI))
                        .metadata("yes", GgufValue.of(true))
                        .metadata("no", GgufValue.of(false))
                        .metadata("text", GgufValue.of("Grüße, 世界 🌍\n"))
                        .metadata("empty", GgufValue.of(""))
                        .metadata("texts", GgufArray.ofTexts(texts))
                        .metadata("none", GgufArray.ofTexts(List.of()))
                        .metadata("flags", GgufArray.ofFlags(true, false, true))
                        .metadata(
                                "f32s", GgufArray.ofDecimals(GgufValueType.FLOAT32, 0.5, -2, 1e30f))
                        .metadata("f64s", GgufArray.ofDecimals(GgufValueType.FLOAT64, Math.E))
                        .metadata(
                                "lists",
                                GgufArray.ofArrays(
                                        List.of(
                                                GgufArray.ofTexts(List.of("a", "b")),
                                                GgufArray.ofWholes(GgufValueType.INT8, -1))));
        try (GgufFile file = written(writer)) {
            GgufMetadata read = file.metadata();
            assertEquals(1e-6f, (float) read.decimal("f32").orElseThrow());
            assertEquals(Math.PI, read.decimal("f64").orElseThrow());
            assertEquals(true, read.flag("yes").orElseThrow());
            assertEquals(false, read.flag("no").orElseThrow());
            assertEquals("Grüße, 世界 🌍\n", read.string("text").orElseThrow());
            assertEquals("", read.string("empty").orElseThrow());
            assertEquals(texts, read.strings("texts"));
            assertEquals(List.of(), read.strings("none"));
            assertEquals(List.of(0.5, -2.0, (double) 1e30f), read.decimals("f32s"));
            assertEquals(List.of(Math.E), read.decimals("f64s"));
            assertEquals(true, read.array("flags").orElseThrow().flag(2));
            List<GgufArray> lists = read.array("lists").orElseThrow().arrays();
            assertEquals(List.of("a", "b"), lists.get(0).texts());
            assertEquals(List.of(-1L), lists.get(1).wholes());
            assertEquals(12, read.values().size());
        }
    }

    @ParameterizedTest
    @EnumSource(GgmlType.class)
    void tensorsOfEveryTypeComeBack(GgmlType type) throws IOException {
        long rows = 3;
        byte[] data = new byte[(int) type.byteSize(type.blockElements() * 2L * rows)];
        new Random(type.id()).nextBytes(data);
        GgufWriter writer =
                new GgufWriter()
                        .tensor(
                                "first",
                                type,
                                List.of(2L * type.blockElements(), rows),
                                out -> out.write(ByteBuffer.wrap(data)))
                        .tensor(
                                "second",
                                GgmlType.I8,
                                List.of(1L),
                                out -> out.write(ByteBuffer.wrap(new byte[] {42})));
        try (GgufFile file = written(writer)) {
            GgufTensor first = file.tensor("first").orElseThrow();
            assertEquals(type, first.type());
            assertEquals(List.of(2L * type.blockElements(), rows), first.shape());
            assertArrayEquals(data, file.data(first).toArray(ValueLayout.JAVA_BYTE));
            GgufTensor second = file.tensor("second").orElseThrow();
            assertEquals(42, file.data(second).get(ValueLayout.JAVA_BYTE, 0));
            assertEquals(0, second.offset() % file.alignment());
        }
    }

    @Test
    void copyOfAllThatWasReadIsTheSameFile() throws IOException {
        GgufWriter writer =
                new GgufWriter()
                        .metadata("general.alignment", GgufValue.count(128))
                        .metadata("a", GgufArray.ofTexts(List.of("x", "", "yz")))
                        .metadata("b", GgufValue.of(Float.NEGATIVE_INFINITY))
                        .tensor("t", GgmlType.F32, List.of(5L, 2L), source(40))
                        .tensor("u", GgmlType.Q8_0, List.of(32L), source(34));
        Path copy = folder.resolve("copy.gguf");
        try (GgufFile file = written(writer)) {
            assertEquals(writer.size(), file.size());
            GgufWriter copier = new GgufWriter();
            file.metadata().values().forEach(copier::metadata);
            for (GgufTensor tensor : file.tensors()) {
                copier.tensor(
                        tensor.name(),
                        tensor.type(),
                        tensor.shape(),
                        out -> out.write(file.data(tensor).asByteBuffer()));
            }
            copier.writeTo(copy);
            assertEquals(-1, Files.mismatch(file.path(), copy));
        }
    }

    @Test
    void wrongNumberOfBytesForATensorIsAnError() {
        GgufWriter writer = new GgufWriter().tensor("t", GgmlType.F32, List.of(4L), source(15));
        assertThrows(
                IllegalStateException.class, () -> writer.writeTo(folder.resolve("short.gguf")));
    }

    @Test
    void lookupByAnotherTypeIsRefused() throws IOException {
        GgufWriter writer =
                new GgufWriter()
                        .metadata("text", GgufValue.of("x"))
                        .metadata("number", GgufValue.count(1))
                        .metadata("large", new GgufValue.Whole(GgufValueType.UINT64, -1))
                        .metadata("list", GgufArray.ofFlags(true));
        try (GgufFile file = written(writer)) {
            GgufMetadata read = file.metadata();
            List<Runnable> lookups = new ArrayList<>();
            lookups.add(() -> read.integer("text"));
            lookups.add(() -> read.decimal("text"));
            lookups.add(() -> read.flag("text"));
            lookups.add(() -> read.array("text"));
            lookups.add(() -> read.string("number"));
            lookups.add(() -> read.integer("large"));
            lookups.add(() -> read.strings("list"));
            lookups.add(() -> read.integers("list"));
            lookups.add(() -> read.decimals("list"));
            for (Runnable lookup : lookups) {
                assertThrows(EngineException.class, lookup::run);
            }
            assertEquals(List.of(), read.strings("absent"));
            assertEquals(false, read.string("absent").isPresent());
        }
    }

    @Test
    void versionTwoIsReadLikeThree() throws IOException {
        Path path = folder.resolve("two.gguf");
        Files.write(
                path,
                new GgufBytes()
                        .raw("GGUF")
                        .u32(2)
                        .u64(0)
                        .u64(1)
                        .key("k", GgufValueType.STRING)
                        .text("v")
                        .toArray());
        try (GgufFile file = GgufFile.open(path)) {
            assertEquals(2, file.version());
            assertEquals("v", file.metadata().string("k").orElseThrow());
        }
    }

    private static GgufWriter.TensorSource source(int bytes) {
        return out -> out.write(ByteBuffer.wrap(new byte[bytes]));
    }

    private GgufFile written(GgufWriter writer) throws IOException {
        Path path = folder.resolve("written.gguf");
        writer.writeTo(path);
        return GgufFile.open(path);
    }
}
