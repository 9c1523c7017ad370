package notso.app.engine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what to open at start: the model that was named, the newest one at hand, or the demo. */
public final class ModelFinder {

    private static final Logger LOG = LoggerFactory.getLogger(ModelFinder.class);

    private final Path folder;
    private final Optional<Path> named;

    /**
     * @param folder where models are kept; need not exist
     * @param named the model to open whatever the folder holds
     */
    public ModelFinder(Path folder, Optional<Path> named) {
        this.folder = folder;
        this.named = named;
    }

    /** Reads the disk, so never call it on a user-interface thread. */
    public ModelChoice find() {
        return named.or(this::newest)
                .<ModelChoice>map(ModelChoice.File::new)
                .orElseGet(ModelChoice.Demo::new);
    }

    private Optional<Path> newest() {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(ModelFinder::isModel).max(Comparator.comparing(ModelFinder::time));
        } catch (IOException e) {
            LOG.warn("The folder of models cannot be read: {}", folder, e);
            return Optional.empty();
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
