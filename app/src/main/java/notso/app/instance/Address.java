package notso.app.instance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the first process listens, and what a second one has to know. Both stand in a file of the
 * data folder that only the user can read.
 *
 * @param socket a Unix-domain socket in a folder that only the user can enter
 */
record Address(Path socket, String secret) {

    /** Systems allow between 104 and 108 bytes for the path of a socket. */
    private static final int LONGEST_PATH = 100;

    private static final int SECRET_BYTES = 32;

    /** In the data folder where its path is short enough, else in a fresh temporary folder. */
    static Address fresh(Path dataFolder) throws IOException {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        Path near = dataFolder.resolve("instance.sock").toAbsolutePath();
        Path socket =
                length(near) <= LONGEST_PATH
                        ? near
                        : Files.createTempDirectory("notso", attributes(dataFolder, "rwx------"))
                                .resolve("s");
        return new Address(socket, HexFormat.of().formatHex(secret));
    }

    private static int length(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    void write(Path file) throws IOException {
        Files.deleteIfExists(file);
        try (var channel =
                Files.newByteChannel(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        attributes(file, "rw-------"))) {
            int _ = channel.write(StandardCharsets.UTF_8.encode(secret + "\n" + socket + "\n"));
        }
    }

    /** Empty if the file is not there, or not whole. */
    static Optional<Address> read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.size() == 2 && lines.getFirst().length() == 2 * SECRET_BYTES
                    ? Optional.of(new Address(Path.of(lines.get(1)), lines.getFirst()))
                    : Optional.empty();
        } catch (IOException | InvalidPathException _) {
            return Optional.empty();
        }
    }

    static FileAttribute<?>[] attributes(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
