package notso.inference.llamacpp.ffi;

import notso.inference.EngineException;
import notso.inference.Problem;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder that holds the llama.cpp libraries, found and checked by file name alone.
 *
 * @param path the folder
 * @param llama the library {@code libllama}
 * @param ggml the library {@code libggml}, which knows the devices
 * @param base the library {@code libggml-base}, which both of them build on
 */
public record RuntimeFolder(Path path, Path llama, Path ggml, Path base) {

    /** The property that names a folder to use instead of the one beside the program. */
    public static final String PROPERTY = "notso.runtime";

    /** The only version whose structures {@link ModelParameters} and its neighbours know. */
    public static final String VERSION = "0.4.0";

    /** Such as {@code libllama.vulkan.v0.4.0.so}: backend and version. */
    private static final Pattern LLAMA =
            Pattern.compile("(?:lib)?llama(\\.[a-z]+)?\\.v(\\d+\\.\\d+\\.\\d+)\\.(so|dll|dylib)");

    /** The folder that {@value #PROPERTY} names, else the one that came with the program. */
    public static RuntimeFolder find() {
        String named = System.getProperty(PROPERTY, "");
        return named.isBlank() ? open(besideProgram()) : open(Path.of(named));
    }

    /** True where {@link #find} would succeed. */
    public static boolean isPresent() {
        try {
            find();
            return true;
        } catch (EngineException _) {
            return false;
        }
    }

    /**
     * @throws EngineException with {@link Problem.EngineUnavailable} if the libraries are missing
     *     or of another version
     */
    public static RuntimeFolder open(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw unavailable("there is no folder " + folder, "point " + PROPERTY + " at one");
        }
        List<Path> files = filesOf(folder);
        Optional<Matcher> llama =
                files.stream()
                        .map(file -> LLAMA.matcher(file.getFileName().toString()))
                        .filter(Matcher::matches)
                        .findFirst();
        if (llama.isEmpty()) {
            throw unavailable(
                    "the folder " + folder + " holds no llama.cpp library",
                    "point " + PROPERTY + " at a folder with llama.cpp v" + VERSION);
        }
        String version = llama.get().group(2);
        if (!version.equals(VERSION)) {
            throw unavailable(
                    "the folder %s holds llama.cpp v%s".formatted(folder, version),
                    "point " + PROPERTY + " at a folder with llama.cpp v" + VERSION);
        }
        String backend = llama.get().group(1) == null ? "" : llama.get().group(1);
        String extension = llama.get().group(3);
        String prefix = llama.get().group().startsWith("lib") ? "lib" : "";
        return new RuntimeFolder(
                folder,
                folder.resolve(llama.get().group()),
                required(folder, prefix + "ggml" + backend + ".v" + version + "." + extension),
                required(folder, prefix + "ggml-base." + extension));
    }

    private static List<Path> filesOf(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new EngineException(
                    new Problem.FileUnreadable(folder, String.valueOf(e.getMessage())), e);
        }
    }

    private static Path required(Path folder, String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw unavailable("the library " + file + " is missing", "install the runtime anew");
        }
        return file;
    }

    /** A folder {@code llamacpp} next to the jar or the folder of classes that this class is in. */
    private static Path besideProgram() {
        try {
            Path code =
                    Path.of(
                            RuntimeFolder.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            return code.resolveSibling("llamacpp");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The program's own place is not a path.", e);
        }
    }

    private static EngineException unavailable(String detail, String advice) {
        return new EngineException(
                new Problem.EngineUnavailable(LlamaLibrary.ENGINE, detail, advice));
    }
}
