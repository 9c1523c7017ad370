package notso.inference.gguf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.fixture.TestModel;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

class ContentKeyTest {

    @TempDir Path folder;

    private Path path;

    @BeforeEach
    void model() {
        path = TestModel.tiny().writeTo(folder.resolve("model.gguf"));
    }

    @Test
    void aCopyUnderAnotherNameHasTheSameKey() throws IOException {
        Path copy = Files.copy(path, folder.resolve("copy.gguf"));
        assertEquals(key(path), key(copy));
        assertTrue(key(path).matches("[0-9a-f]{64}"), key(path));
    }

    @Test
    void otherMetadataWeightsAndLengthsGiveOtherKeys() throws IOException {
        String key = key(path);
        Path metadata =
                TestModel.tiny()
                        .withMetadata("general.name", GgufValue.of("Random SmolLM4"))
                        .writeTo(folder.resolve("metadata.gguf"));
        Path weights = TestModel.tiny().withSeed(2).writeTo(folder.resolve("weights.gguf"));
        assertNotEquals(key, key(metadata));
        assertNotEquals(key, key(weights));
        Files.write(path, new byte[1], StandardOpenOption.APPEND);
        assertNotEquals(key, key(path), "one byte behind the last tensor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token_embd.weight", "blk.0.attn_norm.weight", "blk.3.ffn_up.weight"})
    void oneByteAtEitherEndOfATensorGivesAnotherKey(String name) throws IOException {
        String key = key(path);
        GgufTensor tensor;
        try (GgufFile file = GgufFile.open(path)) {
            tensor = file.tensor(name).orElseThrow();
        }
        for (long position : new long[] {tensor.offset(), tensor.end() - 1}) {
            flip(position);
            assertNotEquals(key, key(path));
            flip(position);
            assertEquals(key, key(path));
        }
    }

    private void flip(long position) throws IOException {
        try (FileChannel file =
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            file.read(one, position);
            one.put(0, (byte) (one.get(0) ^ 1)).flip();
            file.write(one, position);
        }
    }

    private static String key(Path path) {
        try (GgufFile file = GgufFile.open(path)) {
            return ContentKey.of(file);
        }
    }
}
