package notso.inference.tokenizer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Tokenizers that were written before, each in a file of its own, together with what it was made
 * from: it serves again only if that is the same to the last byte, so that no file can pass for
 * another. The folder is the user's alone. What cannot be read or written is as good as not there.
 *
 * <p>A file is: checksum of all that follows (64 bits), length of the source (64 bits), the source,
 * the text.
 */
final class TokenizerCache {

    private static final int HEADER_BYTES = 2 * Long.BYTES;

    private static final FileAttribute<?>[] NONE = {};

    private final Path folder;

    TokenizerCache(Path folder) {
        this.folder = folder;
    }

    /** What was made from this source, empty if there is nothing or it is not what was written. */
    Optional<byte[]> read(byte[] source) {
        try {
            ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file(source)));
            if (content.remaining() < HEADER_BYTES
                    || content.getLong() != checksum(content)
                    || content.getLong() != source.length
                    || content.remaining() < source.length
                    || !content.slice(HEADER_BYTES, source.length)
                            .equals(ByteBuffer.wrap(source))) {
                return Optional.empty();
            }
            return Optional.of(
                    Arrays.copyOfRange(
                            content.array(), HEADER_BYTES + source.length, content.limit()));
        } catch (IOException | OutOfMemoryError _) {
            return Optional.empty();
        }
    }

    /** Keeps what was made from this source, if that is possible. */
    void write(byte[] source, byte[] text) {
        try {
            create();
            Path target = file(source);
            Path partial = Files.createTempFile(folder, target.getFileName().toString(), ".part");
            try {
                Files.write(partial, content(source, text));
                replace(partial, target);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException _) {
            // The next start is slower, and that is all.
        }
    }

    private static byte[] content(byte[] source, byte[] text) {
        ByteBuffer content = ByteBuffer.allocate(HEADER_BYTES + source.length + text.length);
        content.putLong(0).putLong(source.length).put(source).put(text);
        return content.putLong(0, checksum(content.position(Long.BYTES))).array();
    }

    /** A folder in which native libraries may be unpacked, empty if it cannot be written. */
    Optional<Path> nativeFolder() {
        try {
            create();
            Path natives = folder.resolve("native");
            Files.createDirectories(natives);
            Files.deleteIfExists(Files.createTempFile(natives, "probe", ""));
            return Optional.of(natives);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private Path file(byte[] source) {
        return folder.resolve("%016x.tokenizer".formatted(checksum(ByteBuffer.wrap(source))));
    }

    private void create() throws IOException {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(
                folder,
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rwx------"))
                        }
                        : NONE);
    }

    private static void replace(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Of what remains in the buffer, which stays as it is. */
    private static long checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate());
        return crc.getValue() << Integer.SIZE | bytes.remaining();
    }
}
