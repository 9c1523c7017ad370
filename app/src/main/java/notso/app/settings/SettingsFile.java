package notso.app.settings;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The file of settings: a JSON object of objects. What it does not know it leaves as it is. */
final class SettingsFile {

    private static final long LARGEST = 8 << 20;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(50)
                                                    .maxNumberLength(100)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    private final Path path;
    private final Consumer<SettingsNotice> notices;

    SettingsFile(Path path, Consumer<SettingsNotice> notices) {
        this.path = path;
        this.notices = notices;
    }

    /** What the file says; a value that is wrong leaves the others as they are. */
    Settings read() {
        Settings settings = Settings.DEFAULTS;
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        try {
            json = json();
        } catch (IOException e) {
            notices.accept(new SettingsNotice.NotRead(path, String.valueOf(e.getMessage())));
        }
        for (Setting<?> setting : AllSettings.list()) {
            settings = read(json, setting, settings);
        }
        return settings;
    }

    private <T> Settings read(ObjectNode json, Setting<T> setting, Settings settings) {
        JsonNode value = json;
        for (String name : setting.key().split("\\.")) {
            value = value.path(name);
        }
        if (value.isMissingNode()) {
            return settings;
        }
        Optional<T> read = setting.type().read(value);
        if (read.isEmpty()) {
            notices.accept(new SettingsNotice.WrongValue(setting.key(), setting.type().expected()));
        }
        return read.map(allowed -> settings.with(setting, allowed)).orElse(settings);
    }

    /** Empty if there is no file; one that cannot be read is put aside. */
    private ObjectNode json() throws IOException {
        try {
            if (Files.size(path) <= LARGEST
                    && MAPPER.readTree(Files.readAllBytes(path)) instanceof ObjectNode object) {
                return object;
            }
            setAside();
        } catch (JacksonException _) {
            setAside();
        } catch (NoSuchFileException _) {
            // As good as an empty one.
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private void setAside() throws IOException {
        Path kept = path;
        for (int i = 1; Files.exists(kept); i++) {
            kept = path.resolveSibling(path.getFileName() + ".broken-" + i);
        }
        Files.move(path, kept);
        notices.accept(new SettingsNotice.SetAside(path, kept));
    }

    /** Writes these settings, and leaves everything else in the file as it is by now. */
    void write(Settings settings, Collection<Setting<?>> changed) throws IOException {
        ObjectNode json = json();
        changed.forEach(setting -> write(json, setting, settings));
        Path folder = path.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, attributes("rwx------"));
        }
        Path partial = path.resolveSibling(path.getFileName() + ".part");
        Files.deleteIfExists(partial);
        try (FileChannel channel =
                FileChannel.open(
                        partial,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        attributes("rw-------"))) {
            ByteBuffer bytes = ByteBuffer.wrap(MAPPER.writeValueAsBytes(json));
            while (bytes.hasRemaining()) {
                int _ = channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(partial);
            throw e;
        }
        replace(partial);
    }

    private <T> void write(ObjectNode json, Setting<T> setting, Settings settings) {
        String[] names = setting.key().split("\\.");
        ObjectNode object = json;
        for (int i = 0; i < names.length - 1; i++) {
            object =
                    object.get(names[i]) instanceof ObjectNode inner
                            ? inner
                            : object.putObject(names[i]);
        }
        object.set(names[names.length - 1], setting.type().write(settings.get(setting)));
    }

    private void replace(Path partial) throws IOException {
        try {
            Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(partial, path, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private FileAttribute<?>[] attributes(String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
