package notso.inference.host;

import notso.inference.EngineException;
import notso.inference.Problem;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** The log file of one host: all that it and its native code print. Only the user can read it. */
final class HostLog {

    /** Files that are kept, the newest one included. */
    static final int KEPT = 5;

    /** Bytes of one file; what is printed beyond is dropped. */
    static final int MOST_BYTES = 4 << 20;

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'engine-'yyyyMMdd-HHmmss-SSS", Locale.ROOT);

    private final Path path;
    private final Thread pump;

    private HostLog(Path path, Thread pump) {
        this.path = path;
        this.pump = pump;
    }

    /** Makes a new file in this folder and removes the oldest ones. */
    static Path create(Path folder) {
        try {
            Files.createDirectories(folder, privately("rwx------"));
            String name = NAME.format(LocalDateTime.now());
            int salt = ThreadLocalRandom.current().nextInt(0x10000);
            Path path = folder.resolve(String.format(Locale.ROOT, "%s-%04x.log", name, salt));
            Files.createFile(path, privately("rw-------"));
            removeOldest(folder);
            return path;
        } catch (IOException e) {
            throw new EngineException(new Problem.CannotWrite(folder, reason(e)), e);
        }
    }

    /** Copies what the process prints until it ends. */
    static HostLog copy(InputStream printed, Path path) {
        return new HostLog(
                path,
                Thread.ofPlatform()
                        .daemon()
                        .name("engine-log")
                        .start(() -> copyUntilEnd(printed, path)));
    }

    Path path() {
        return path;
    }

    /** Waits a moment for the last words of a process that has ended. */
    void awaitEnd() throws InterruptedException {
        pump.join(300);
    }

    private static void copyUntilEnd(InputStream printed, Path path) {
        byte[] buffer = new byte[8192];
        int room = MOST_BYTES;
        try (printed;
                OutputStream out = Files.newOutputStream(path, StandardOpenOption.APPEND)) {
            int count;
            while ((count = printed.read(buffer)) >= 0) {
                out.write(buffer, 0, Math.min(count, room));
                room -= Math.min(count, room);
            }
        } catch (IOException e) {
            drain(printed, buffer);
        }
    }

    /** A full disk must not block the engine's next print. */
    private static void drain(InputStream printed, byte[] buffer) {
        try {
            while (printed.read(buffer) >= 0) {
                // Dropped.
            }
        } catch (IOException e) {
            // The process has ended.
        }
    }

    private static void removeOldest(Path folder) throws IOException {
        List<Path> logs;
        try (Stream<Path> files = Files.list(folder)) {
            logs =
                    files.filter(file -> file.getFileName().toString().matches("engine-.*\\.log"))
                            .sorted()
                            .toList();
        }
        for (Path old : logs.subList(0, Math.max(0, logs.size() - KEPT))) {
            try {
                Files.delete(old);
            } catch (IOException e) {
                // Held open by another host on a system where that forbids it; the next start
                // tries.
            }
        }
    }

    static FileAttribute<?>[] privately(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
