package notso.inference.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.LibUtils;

import notso.inference.EngineException;
import notso.inference.Problem;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The one door to DJL. It is set up before its first class is loaded: it would otherwise report its
 * use over the network, fetch another native library where it sees a graphics processor, and write
 * into the user's home.
 */
final class DjlLibrary {

    /** Kept, because a logger that nobody refers to forgets its level. */
    private static final Logger LOG = Logger.getLogger("ai.djl");

    private static final Map<String, String> OPTIONS =
            Map.of(
                    "addSpecialTokens", "false",
                    "truncation", "do_not_truncate",
                    "padding", "do_not_pad");

    /** The machines for which DJL 0.38.0 has a native library. */
    private static final Set<String> NATIVES =
            Set.of("linux-x86_64", "linux-aarch64", "osx-aarch64", "win-x86_64");

    private static boolean prepared;

    private DjlLibrary() {}

    /** Why DJL cannot be had on this machine, empty where it can. */
    static Optional<String> whyMissing() {
        return whyMissing(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Optional<String> whyMissing(String system, String architecture) {
        String name = system.toLowerCase(Locale.ROOT);
        String family = name.startsWith("win") ? "win" : name.startsWith("mac") ? "osx" : name;
        String arch = architecture.equals("amd64") ? "x86_64" : architecture;
        return NATIVES.contains(family + "-" + arch)
                ? Optional.empty()
                : Optional.of("there is no DJL tokenizer for %s on %s".formatted(system, arch));
    }

    /**
     * Begins to load the native library, while the caller has something else to do.
     *
     * @param cache has the folder where DJL and JNA may unpack their native libraries; without it
     *     they do that anew in each process
     */
    static synchronized void loadSoon(TokenizerCache cache) {
        if (!prepared) {
            prepare(cache.nativeFolder().orElseGet(DjlLibrary::temporaryFolder));
            prepared = true;
            CompletableFuture.runAsync(LibUtils::checkStatus);
        }
    }

    /**
     * Loads a tokenizer, after {@link #loadSoon}; the caller closes it.
     *
     * @throws RuntimeException of any kind where DJL refuses the text
     * @throws LinkageError where the native library cannot be loaded
     */
    static HuggingFaceTokenizer load(byte[] json) {
        try (InputStream in = new ByteArrayInputStream(json)) {
            return HuggingFaceTokenizer.newInstance(in, OPTIONS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void prepare(Path nativeFolder) {
        String folder = nativeFolder.toAbsolutePath().toString();
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        setUnlessSet("RUST_FLAVOR", "cpu");
        if (System.getenv("DJL_CACHE_DIR") == null && System.getProperty("DJL_CACHE_DIR") == null) {
            setUnlessSet("ENGINE_CACHE_DIR", folder);
        }
        setUnlessSet("jna.tmpdir", folder);
        LOG.setLevel(Level.SEVERE);
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getenv(property) == null && System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** Emptied when the process ends; where a loaded library cannot be deleted it stays. */
    private static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("notso-tokenizer");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new EngineException(
                    new Problem.CannotWrite(
                            Path.of(System.getProperty("java.io.tmpdir")),
                            String.valueOf(e.getMessage())),
                    e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException _) {
            // The system empties its temporary folder by itself.
        }
    }
}
