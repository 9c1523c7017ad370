package notso.app.engine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what to open at start: the model that was named, the one of last time, the newest one at
 * hand, or the demo.
 */
public final class ModelFinder {

    private static final Logger LOG = LoggerFactory.getLogger(ModelFinder.class);

    private final List<Path> folders;
    private final Optional<Path> named;
    private final Optional<Path> latest;

    /**
     * @param folders where models are kept; need not exist
     * @param named the model to open whatever there is
     * @param latest the model of last time, if it still is there
     */
    public ModelFinder(List<Path> folders, Optional<Path> named, Optional<Path> latest) {
        this.folders = List.copyOf(folders);
        this.named = named;
        this.latest = latest;
    }

    /** Reads the disk, so never call it on a user-interface thread. */
    public ModelChoice find() {
        return named.or(() -> latest.filter(Files::isRegularFile))
                .or(this::newest)
                .<ModelChoice>map(ModelChoice.File::new)
                .orElseGet(ModelChoice.Demo::new);
    }

    private Optional<Path> newest() {
        return folders.stream()
                .flatMap(folder -> models(folder).stream())
                .max(Comparator.comparing(ModelFinder::time));
    }

    private static List<Path> models(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(ModelFinder::isModel).toList();
        } catch (IOException e) {
            LOG.warn("The folder of models cannot be read: {}", folder, e);
            return List.of();
        }
    }

    /** True for a name that ends in {@code .gguf}, whatever the file holds. */
    public static boolean isModel(Path path) {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(".gguf");
    }

    private static FileTime time(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}
