package notso.inference.gguf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import notso.inference.EngineException;
import notso.inference.Problem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

class HostileFileTest {

    private static final long HUGE = 1L << 60;
    private static final int F32 = 0;
    private static final int Q4_K = 12;

    @TempDir Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void isRefusedInOneSentence(String what, byte[] bytes, String clause) throws IOException {
        Path path = Files.write(folder.resolve("hostile.gguf"), bytes);
        EngineException e = assertThrows(EngineException.class, () -> GgufFile.open(path).close());
        Problem.MalformedModel problem =
                assertInstanceOf(Problem.MalformedModel.class, e.problem());
        assertEquals(path, problem.path());
        assertTrue(problem.detail().contains(clause), problem.detail());
        assertEquals(1, e.getMessage().lines().count());
    }

    static Stream<Arguments> files() {
        return Stream.of(
                file("nothing", new byte[0], "it is empty"),
                file("a text", text("Once upon a time\n"), "does not begin with the letters GGUF"),
                file("three letters", text("GGU"), "does not begin with the letters GGUF"),
                file("only the letters", text("GGUF"), "inside its header"),
                file("version 1", raw(1, 0, 0), "outdated GGUF version 1"),
                file("version 4", raw(4, 0, 0), "unknown GGUF version 4"),
                file("big-endian", raw(3 << 24, 0, 0), "big-endian"),
                file("2^60 tensors", raw(3, HUGE, 0), "the number of tensors"),
                file("2^60 keys", raw(3, 0, HUGE), "the number of keys"),
                file("-1 keys", raw(3, 0, -1), "the number of keys"),
                file("keys it has no room for", raw(3, 0, 1000), "it is cut off"),
                key("a key of 2^60 letters", RawGguf.header(3, 0, 1).u64(HUGE), "name of key 1"),
                key("a key without letters", RawGguf.header(3, 0, 1).text(""), "is empty"),
                key(
                        "a key that is no UTF-8",
                        RawGguf.header(3, 0, 1).u64(2).raw((byte) 0xff, (byte) 0xfe).u32(4),
                        "no valid UTF-8"),
                key(
                        "a key with a line break",
                        RawGguf.header(3, 0, 1).key("a\nb", RawGguf.UINT32).u32(1),
                        "control characters"),
                key(
                        "a key twice",
                        RawGguf.header(3, 0, 2)
                                .key("a", RawGguf.UINT32)
                                .u32(1)
                                .key("a", RawGguf.UINT32)
                                .u32(2),
                        "the key \"a\" twice"),
                key(
                        "an unknown type",
                        RawGguf.header(3, 0, 1).key("a", 99).u32(1),
                        "unknown type 99"),
                key("a flag of 7", RawGguf.header(3, 0, 1).key("a", 7).u8(7), "neither yes nor no"),
                key(
                        "a text of 2^60 letters",
                        RawGguf.header(3, 0, 1).key("a", RawGguf.STRING).u64(HUGE),
                        "more than"),
                key(
                        "a list of 2^60 numbers",
                        RawGguf.header(3, 0, 1).key("a", RawGguf.ARRAY).u32(4).u64(HUGE),
                        "more than"),
                key(
                        "a list of 2^60 texts",
                        RawGguf.header(3, 0, 1).key("a", RawGguf.ARRAY).u32(8).u64(HUGE),
                        "more than"),
                key("lists in lists in lists", nested(40), "nests lists"),
                key("an alignment of 0", alignment(0), "its alignment"),
                key("an alignment of 3", alignment(3), "its alignment"),
                key("an alignment of 2^31", alignment(1 << 31), "its alignment"),
                tensor("without dimensions", tensors().tensor("t", F32, 0), "0 dimensions"),
                tensor(
                        "with five dimensions",
                        tensors().tensor("t", F32, 0, 1, 1, 1, 1, 1),
                        "5 dimensions"),
                tensor("with a zero", tensors().tensor("t", F32, 0, 4, 0), "a dimension of 0"),
                tensor(
                        "with a negative dimension",
                        tensors().tensor("t", F32, 0, -4),
                        "a dimension of 18446744073709551612"),
                tensor(
                        "whose size overflows to a small one",
                        tensors().tensor("t", F32, 0, 1L << 32, 1L << 32),
                        "larger than any file"),
                tensor(
                        "of rows that are no whole blocks",
                        tensors().tensor("t", Q4_K, 0, 100, 2),
                        "no multiple of the 256"),
                tensor("of an unknown type", tensors().tensor("t", 77, 0, 4), "unknown type 77"),
                tensor("of an abandoned type", tensors().tensor("t", 4, 0, 32), "Q4_2"),
                tensor("far outside", tensors().tensor("t", F32, HUGE, 4), "it is cut off"),
                tensor("before the file", tensors().tensor("t", F32, -32, 4), "outside the file"),
                tensor("between two places", tensors().tensor("t", F32, 4, 4), "no multiple of 32"),
                tensor("longer than the file", tensors().tensor("t", F32, 0, 4096), "cut off"),
                tensor(
                        "of a long name",
                        tensors().tensor("t".repeat(64), F32, 0, 4),
                        "the length of the name of tensor 1"),
                tensor(
                        "twice",
                        RawGguf.header(3, 2, 0).tensor("t", F32, 0, 4).tensor("t", F32, 32, 4),
                        "the tensor \"t\" twice"),
                tensor(
                        "upon another",
                        RawGguf.header(3, 2, 0).tensor("a", F32, 0, 16).tensor("b", F32, 32, 4),
                        "overlap"));
    }

    @Test
    void nothingAFolderAndAForbiddenFileEachGiveTheirProblem() throws IOException {
        Path missing = folder.resolve("missing.gguf");
        assertEquals(new Problem.FileMissing(missing), problemOf(missing));
        assertEquals(new Problem.NotAFile(folder), problemOf(folder));
    }

    private static Problem problemOf(Path path) {
        return assertThrows(EngineException.class, () -> GgufFile.open(path).close()).problem();
    }

    private static Arguments file(String what, byte[] bytes, String clause) {
        return arguments(what, bytes, clause);
    }

    private static Arguments key(String what, RawGguf file, String clause) {
        return arguments(what, file.data(64).bytes(), clause);
    }

    private static Arguments tensor(String what, RawGguf file, String clause) {
        return arguments("a tensor " + what, file.data(64).bytes(), clause);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] raw(int version, long tensors, long keys) {
        return RawGguf.header(version, tensors, keys).bytes();
    }

    private static RawGguf tensors() {
        return RawGguf.header(3, 1, 0);
    }

    private static RawGguf alignment(int bytes) {
        return RawGguf.header(3, 0, 1).key("general.alignment", RawGguf.UINT32).u32(bytes);
    }

    private static RawGguf nested(int depth) {
        RawGguf file = RawGguf.header(3, 0, 1).key("a", RawGguf.ARRAY);
        for (int i = 0; i < depth; i++) {
            file.u32(RawGguf.ARRAY).u64(1);
        }
        return file;
    }
}
