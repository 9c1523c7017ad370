package notso.inference.llamacpp.ffi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.EngineException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class RuntimeFolderTest {

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "libllama.v0.4.0.so,        libggml.v0.4.0.so,        libggml-base.so",
        "libllama.vulkan.v0.4.0.so, libggml.vulkan.v0.4.0.so, libggml-base.so",
        "libllama.metal.v0.4.0.dylib, libggml.metal.v0.4.0.dylib, libggml-base.dylib",
        "llama.cuda.v0.4.0.dll,     ggml.cuda.v0.4.0.dll,     ggml-base.dll",
    })
    void findsTheLibrariesOfEveryPlatformAndBackend(String llama, String ggml, String base)
            throws IOException {
        for (String name : List.of(llama, ggml, base)) {
            Files.createFile(folder.resolve(name));
        }
        RuntimeFolder found = RuntimeFolder.open(folder);
        assertEquals(folder.resolve(llama), found.llama());
        assertEquals(folder.resolve(ggml), found.ggml());
        assertEquals(folder.resolve(base), found.base());
    }

    @ParameterizedTest
    @CsvSource({
        "libllama.v0.5.0.so, holds llama.cpp v0.5.0",
        "libllama.so,        holds no llama.cpp library",
        "readme.txt,         holds no llama.cpp library",
        "libllama.v0.4.0.so, libggml.v0.4.0.so is missing",
    })
    void anyOtherFolderIsRefused(String only, String reason) throws IOException {
        Files.createFile(folder.resolve(only));
        String message =
                assertThrows(EngineException.class, () -> RuntimeFolder.open(folder)).getMessage();
        assertTrue(message.contains(reason), message);
    }

    @Test
    void aFolderThatIsNotThereIsRefused() {
        Path missing = folder.resolve("nowhere");
        String message =
                assertThrows(EngineException.class, () -> RuntimeFolder.open(missing)).getMessage();
        assertTrue(message.contains("there is no folder " + missing), message);
    }

    @Test
    void filesThatAreNoLibrariesDoNotLoad() throws IOException {
        for (String name : List.of("libllama.v0.4.0.so", "libggml.v0.4.0.so", "libggml-base.so")) {
            Files.writeString(folder.resolve(name), "not a library");
        }
        RuntimeFolder found = RuntimeFolder.open(folder);
        String message =
                assertThrows(EngineException.class, () -> new LlamaLibrary(found)).getMessage();
        assertTrue(message.contains("the system cannot load"), message);
    }
}
