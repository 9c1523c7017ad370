package notso.inference.gguf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import notso.inference.EngineException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

class RoundTripTest {

    @TempDir Path folder;

    @Test
    void everyTypeOfValueComesBack() throws IOException {
        Map<String, GgufValue> values = new LinkedHashMap<>();
        values.put("u8", new GgufValue.Whole(GgufValueType.UINT8, 255));
        values.put("i8", new GgufValue.Whole(GgufValueType.INT8, -128));
        values.put("u16", new GgufValue.Whole(GgufValueType.UINT16, 65_535));
        values.put("i16", new GgufValue.Whole(GgufValueType.INT16, -32_768));
        values.put("u32", new GgufValue.Whole(GgufValueType.UINT32, 4_294_967_295L));
        values.put("i32", new GgufValue.Whole(GgufValueType.INT32, Integer.MIN_VALUE));
        values.put("u64", new GgufValue.Whole(GgufValueType.UINT64, -1));
        values.put("i64", new GgufValue.Whole(GgufValueType.INT64, Long.MIN_VALUE));
        values.put("f32", GgufValue.of(1.5f));
        values.put("f64", new GgufValue.Decimal(GgufValueType.FLOAT64, Math.PI));
        values.put("yes", GgufValue.of(true));
        values.put("text", GgufValue.of("grüße 👋\n\0 zero"));
        values.put("texts", GgufArray.ofTexts(List.of("", "a", "Ġb", "c".repeat(1000))));
        values.put("wholes", GgufArray.ofWholes(GgufValueType.INT16, -1, 0, 1));
        values.put("decimals", GgufArray.ofDecimals(GgufValueType.FLOAT32, 0.5, -2));
        values.put("flags", GgufArray.ofFlags(true, false));
        values.put(
                "lists",
                GgufArray.ofArrays(
                        List.of(
                                GgufArray.ofTexts(List.of("x y", "z")),
                                GgufArray.ofWholes(GgufValueType.UINT8, 7))));
        GgufWriter writer = new GgufWriter();
        values.forEach(writer::metadata);
        Path path = folder.resolve("values.gguf");
        writer.writeTo(path);

        assertEquals(writer.size(), Files.size(path));
        try (GgufFile file = GgufFile.open(path)) {
            assertEquals(
                    List.copyOf(values.keySet()), List.copyOf(file.metadata().values().keySet()));
            values.forEach(
                    (key, value) -> {
                        GgufValue read = file.metadata().value(key).orElseThrow();
                        assertEquals(value.type(), read.type(), key);
                        assertArrayEquals(
                                value.encoded().toArray(ValueLayout.JAVA_BYTE),
                                read.encoded().toArray(ValueLayout.JAVA_BYTE),
                                key);
                    });
            assertEquals("grüße 👋\n\0 zero", file.metadata().string("text").orElseThrow());
            assertEquals(
                    List.of("", "a", "Ġb", "c".repeat(1000)), file.metadata().strings("texts"));
            assertEquals(List.of(-1L, 0L, 1L), file.metadata().integers("wholes"));
            assertEquals(List.of(0.5, -2.0), file.metadata().decimals("decimals"));
            assertEquals(4_294_967_295L, file.metadata().integer("u32").orElseThrow());
            assertEquals(1.5, file.metadata().decimal("f32").orElseThrow());
            assertEquals(true, file.metadata().flag("yes").orElseThrow());
        }
    }

    @Test
    void aTextAskedForAsANumberIsRefused() throws IOException {
        Path path = folder.resolve("wrong.gguf");
        new GgufWriter().metadata("key", GgufValue.of("text")).writeTo(path);
        try (GgufFile file = GgufFile.open(path)) {
            assertThrows(EngineException.class, () -> file.metadata().integer("key"));
            assertThrows(EngineException.class, () -> file.metadata().strings("key"));
            assertThrows(EngineException.class, () -> file.metadata().flag("key"));
        }
    }

    @ParameterizedTest
    @EnumSource(GgmlType.class)
    void everyTypeOfTensorComesBack(GgmlType type) throws IOException {
        long elements = 3L * type.blockElements();
        byte[] data = new byte[(int) type.byteSize(elements)];
        new Random(type.id()).nextBytes(data);
        Path path = folder.resolve("tensor.gguf");
        new GgufWriter()
                .tensor(
                        "weights",
                        type,
                        List.of((long) type.blockElements(), 3L),
                        out -> out.write(ByteBuffer.wrap(data)))
                .writeTo(path);
        try (GgufFile file = GgufFile.open(path)) {
            GgufTensor tensor = file.tensor("weights").orElseThrow();
            assertEquals(type, tensor.type());
            assertEquals(elements, tensor.elements());
            assertArrayEquals(data, file.data(tensor).toArray(ValueLayout.JAVA_BYTE));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void bothVersionsAreRead(int version) throws IOException {
        Path path =
                Files.write(
                        folder.resolve("version.gguf"),
                        RawGguf.header(version, 1, 1)
                                .key("key", RawGguf.UINT32)
                                .u32(42)
                                .tensor("t", 0, 0, 4)
                                .data(16)
                                .bytes());
        try (GgufFile file = GgufFile.open(path)) {
            assertEquals(version, file.version());
            assertEquals(42, file.metadata().integer("key").orElseThrow());
            assertEquals(16, file.tensor("t").orElseThrow().byteSize());
        }
    }

    @Test
    void whatIsHandedOutEndsWithTheFile() throws IOException {
        Path path = folder.resolve("closed.gguf");
        new GgufWriter().metadata("key", GgufValue.of("text")).writeTo(path);
        GgufFile file = GgufFile.open(path);
        GgufMetadata metadata = file.metadata();
        file.close();
        file.close();
        assertThrows(IllegalStateException.class, () -> metadata.string("key"));
    }
}
