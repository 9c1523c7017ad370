package notso.inference.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.fixture.Requirement;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

class KnownArchitecturesTest {

    private static final Pattern ENTRY = Pattern.compile("\\{\\s*LLM_ARCH_\\w+,\\s*\"([^\"]+)\"");

    @Test
    void usualOnesAreKnownAndOthersNot() {
        for (String name : Set.of("smollm3", "llama", "qwen3", "gemma3", "phi3")) {
            assertTrue(KnownArchitectures.contains(name), name);
        }
        assertFalse(KnownArchitectures.contains("smollm4"));
        assertFalse(KnownArchitectures.contains(""));
    }

    @Test
    void theyAreThoseOfTheLibrary() throws IOException {
        String source = Files.readString(Requirement.reference("llama.cpp/src/llama-arch.cpp"));
        int start = source.indexOf("LLM_ARCH_NAMES");
        Set<String> names =
                ENTRY.matcher(source.substring(start, source.indexOf("};", start)))
                        .results()
                        .map(entry -> entry.group(1))
                        .filter(name -> !Set.of("clip", "(unknown)").contains(name))
                        .collect(Collectors.toSet());
        assertEquals(names, KnownArchitectures.names());
    }
}
