package notso.inference.model;

import notso.inference.EngineException;
import notso.inference.Problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The folder of everything that is kept for the user: models, caches, logs, conversations.
 *
 * @param path need not be there yet
 */
public record DataFolder(Path path) {

    /** The property that names another folder than the system's. */
    public static final String PROPERTY = "notso.home";

    private static final String NAME = "NotSo SmolLM3";
    private static final String NAME_WITHOUT_BLANKS = "notso-smollm3";

    /** The folder of this process: {@value #PROPERTY}, else where the system keeps such data. */
    public static DataFolder ofProcess() {
        return of(System.getProperties(), System.getenv());
    }

    /** The folder of a process with these properties and this environment. */
    public static DataFolder of(Properties properties, Map<String, String> environment) {
        String named = properties.getProperty(PROPERTY, "");
        return new DataFolder(
                named.isBlank()
                        ? userData(properties, environment)
                        : Path.of(named).toAbsolutePath());
    }

    /** Downloaded models. */
    public Path models() {
        return path.resolve("models");
    }

    /** What was chosen. */
    public Path settings() {
        return path.resolve("settings.json");
    }

    /** What was said. */
    public Path conversations() {
        return path.resolve("conversations");
    }

    /** What can be made again. */
    public Path cache() {
        return path.resolve("cache");
    }

    /** Tokenizers in the form that opens fast. */
    public Path tokenizers() {
        return cache().resolve("tokenizers");
    }

    /** What finds conversations fast. */
    public Path searchIndex() {
        return cache().resolve("search");
    }

    /** Models rewritten for the portable engine. */
    public Path adaptations() {
        return cache().resolve("adapted");
    }

    /** What engines print. */
    public Path logs() {
        return path.resolve("logs");
    }

    /**
     * Makes the folder, for the user alone, where it is not there.
     *
     * @throws EngineException with {@link Problem.CannotWrite} if that cannot be
     */
    public DataFolder create() {
        try {
            Files.createDirectories(path, privately(path));
            return this;
        } catch (IOException e) {
            throw new EngineException(
                    new Problem.CannotWrite(
                            path,
                            Files.exists(path)
                                    ? "it is no folder"
                                    : String.valueOf(e.getMessage())),
                    e);
        }
    }

    private static FileAttribute<?>[] privately(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    private static Path userData(Properties properties, Map<String, String> environment) {
        Path user = Path.of(properties.getProperty("user.home", "."));
        String system = properties.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return folder(environment, "LOCALAPPDATA")
                    .orElse(user.resolve("AppData").resolve("Local"))
                    .resolve(NAME);
        }
        if (system.startsWith("mac")) {
            return user.resolve("Library").resolve("Application Support").resolve(NAME);
        }
        return folder(environment, "XDG_DATA_HOME")
                .orElse(user.resolve(".local").resolve("share"))
                .resolve(NAME_WITHOUT_BLANKS);
    }

    /** Relative values count as absent, as the XDG Base Directory Specification has it. */
    private static Optional<Path> folder(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }
}
