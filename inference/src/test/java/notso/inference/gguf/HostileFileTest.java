package notso.inference.gguf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.EngineException;
import notso.inference.Problem;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

class HostileFileTest {

    private static final long HUGE = 1L << 60;

    @TempDir Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void hostileFileIsRefusedWithItsReason(String reason, GgufBytes bytes) throws IOException {
        Path path = Files.write(folder.resolve("hostile.gguf"), bytes.toArray());
        EngineException refused =
                assertThrows(EngineException.class, () -> GgufFile.open(path).close());
        Problem.MalformedModel problem =
                assertInstanceOf(Problem.MalformedModel.class, refused.problem());
        assertTrue(problem.detail().contains(reason), problem.detail());
        assertEquals(1, refused.getMessage().lines().count());
    }

    static Stream<Arguments> files() {
        return Stream.concat(Stream.concat(headers(), keys()), Stream.concat(arrays(), tensors()));
    }

    private static Stream<Arguments> headers() {
        return Stream.of(
                file("it is empty", new GgufBytes()),
                file("does not begin with the letters", new GgufBytes().raw("once upon a time")),
                file("does not begin with the letters", new GgufBytes().raw("GG")),
                file("cut off", new GgufBytes().raw("GGUF")),
                file("big-endian", new GgufBytes().raw("GGUF").raw(0, 0, 0, 3).zeros(16)),
                file("outdated", new GgufBytes().raw("GGUF").u32(1).zeros(16)),
                file("unknown GGUF version 0", new GgufBytes().raw("GGUF").zeros(20)),
                file("unknown GGUF version 4", new GgufBytes().raw("GGUF").u32(4).zeros(16)),
                file("the number of tensors", GgufBytes.header(HUGE, 0)),
                file("18446744073709551615", GgufBytes.header(-1, 0)),
                file("the number of keys", GgufBytes.header(0, HUGE)),
                file("cannot hold", GgufBytes.header(100, 100).zeros(200)));
    }

    private static Stream<Arguments> keys() {
        return Stream.of(
                file("the length of the name", oneKey().u64(HUGE).zeros(32)),
                file("is empty", oneKey().u64(0).zeros(32)),
                file("no valid UTF-8", oneKey().u64(2).raw(0xc3, 0x28).u32(0).zeros(16)),
                file("control characters", oneKey().text("a\nb").u32(0).zeros(16)),
                file("unknown type 13", oneKey().text("k").u32(13).zeros(16)),
                file("unknown type 4294967295", oneKey().text("k").u32(-1).zeros(16)),
                file("neither yes nor no", oneKey().key("k", GgufValueType.BOOL).raw(2)),
                file("the length of key \"k\"", oneKey().key("k", GgufValueType.STRING).u64(HUGE)),
                file("cut off", oneKey().key("k", GgufValueType.STRING).u64(1000).raw("short")),
                file(
                        "\"k\" twice",
                        GgufBytes.header(0, 2)
                                .key("k", GgufValueType.UINT8)
                                .raw(1)
                                .key("k", GgufValueType.UINT8)
                                .raw(1)),
                file("alignment", alignment(0)),
                file("alignment", alignment(4)),
                file("alignment", alignment(33)),
                file("alignment", alignment(1 << 30)),
                file("alignment", oneKey().key("general.alignment", GgufValueType.UINT64).u64(32)));
    }

    private static Stream<Arguments> arrays() {
        GgufBytes deep = oneArray();
        for (int i = 0; i < 1000; i++) {
            deep.u32(GgufValueType.ARRAY.id()).u64(1);
        }
        return Stream.of(
                file("claims", oneArray().u32(GgufValueType.UINT8.id()).u64(HUGE)),
                file("cut off", oneArray().u32(GgufValueType.FLOAT64.id()).u64(1 << 20)),
                file("claims", oneArray().u32(GgufValueType.STRING.id()).u64(-1)),
                file("cut off", oneArray().u32(GgufValueType.STRING.id()).u64(1 << 20)),
                file("claims", oneArray().u32(GgufValueType.BOOL.id()).u64(1 << 30)),
                file("neither", oneArray().u32(GgufValueType.BOOL.id()).u64(2).raw(1, 7)),
                file("claims", oneArray().u32(GgufValueType.ARRAY.id()).u64(1 << 20)),
                file("unknown type 99", oneArray().u32(99).u64(0)),
                file("more than 4 deep", deep),
                file(
                        "the length of key",
                        oneArray().u32(GgufValueType.STRING.id()).u64(1).u64(HUGE)));
    }

    private static Stream<Arguments> tensors() {
        return Stream.of(
                file(
                        "the length of the name of tensor 1",
                        GgufBytes.header(1, 0).tensor("n".repeat(64), GgmlType.F32, 0, 1)),
                file("0 dimensions", GgufBytes.header(1, 0).tensor("t", GgmlType.F32, 0).zeros(64)),
                file(
                        "5 dimensions",
                        GgufBytes.header(1, 0).tensor("t", GgmlType.F32, 0, 1, 1, 1, 1, 1)),
                file("dimension of 0", GgufBytes.header(1, 0).tensor("t", GgmlType.F32, 0, 0)),
                file(
                        "dimension of 18446744073709551615",
                        GgufBytes.header(1, 0).tensor("t", GgmlType.F32, 0, -1)),
                file(
                        "larger than any file",
                        GgufBytes.header(1, 0).tensor("t", GgmlType.F32, 0, 1L << 62, 4, 4)),
                file(
                        "larger than any file",
                        GgufBytes.header(1, 0).tensor("t", GgmlType.F64, 0, 1L << 61)),
                file("unknown type 77", GgufBytes.header(1, 0).tensor("t", 77, 0, 32)),
                file("unknown type 4294967295", GgufBytes.header(1, 0).tensor("t", -1, 0, 32)),
                file("abandoned type Q4_0_4_4", GgufBytes.header(1, 0).tensor("t", 31, 0, 32)),
                file(
                        "no multiple of the 256",
                        GgufBytes.header(1, 0).tensor("t", GgmlType.Q4_K, 0, 128)),
                file(
                        "no multiple of 32",
                        GgufBytes.header(1, 0).tensor("t", GgmlType.F32, 4, 1).zeros(64)),
                file(
                        "begins outside",
                        GgufBytes.header(1, 0).tensor("t", GgmlType.F32, -32, 1).zeros(64)),
                file(
                        "begins outside",
                        GgufBytes.header(1, 0)
                                .tensor("t", GgmlType.F32, Long.MAX_VALUE - 31, 1)
                                .zeros(64)),
                file(
                        "cut off: tensor \"t\"",
                        GgufBytes.header(1, 0).tensor("t", GgmlType.F32, 1 << 20, 1).zeros(64)),
                file(
                        "cut off: tensor \"t\"",
                        GgufBytes.header(1, 0).tensor("t", GgmlType.F32, 0, 100).zeros(64)),
                file(
                        "\"t\" twice",
                        GgufBytes.header(2, 0)
                                .tensor("t", GgmlType.F32, 0, 1)
                                .tensor("t", GgmlType.F32, 32, 1)
                                .zeros(128)),
                file(
                        "overlap",
                        GgufBytes.header(2, 0)
                                .tensor("a", GgmlType.F32, 0, 16)
                                .tensor("b", GgmlType.F32, 32, 1)
                                .zeros(160)),
                file(
                        "overlap",
                        GgufBytes.header(2, 0)
                                .tensor("a", GgmlType.F32, 0, 1)
                                .tensor("b", GgmlType.F32, 0, 1)
                                .zeros(160)));
    }

    private static GgufBytes oneKey() {
        return GgufBytes.header(0, 1);
    }

    private static GgufBytes oneArray() {
        return oneKey().key("k", GgufValueType.ARRAY);
    }

    private static GgufBytes alignment(int bytes) {
        return oneKey().key("general.alignment", GgufValueType.UINT32).u32(bytes);
    }

    private static Arguments file(String reason, GgufBytes bytes) {
        return Arguments.of(reason, bytes);
    }
}
