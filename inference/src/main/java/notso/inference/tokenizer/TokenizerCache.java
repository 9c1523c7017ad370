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
import java.util.List;
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
    Optional<byte[]> read(List<byte[]> source) {
        try {
            ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file(source)));
            if (content.remaining() < HEADER_BYTES
                    || content.getLong() != checksum(List.of(content.slice()))
                    || content.getLong() != length(source)
                    || !startsWith(content, source)) {
                return Optional.empty();
            }
            return Optional.of(
                    Arrays.copyOfRange(content.array(), content.position(), content.limit()));
        } catch (IOException | OutOfMemoryError _) {
            return Optional.empty();
        }
    }

    /** Moves behind the source if it is there. */
    private static boolean startsWith(ByteBuffer content, List<byte[]> source) {
        for (byte[] part : source) {
            if (content.remaining() < part.length
                    || !content.slice(content.position(), part.length)
                            .equals(ByteBuffer.wrap(part))) {
                return false;
            }
            content.position(content.position() + part.length);
        }
        return true;
    }

    /** Keeps what was made from this source, if that is possible. */
    void write(List<byte[]> source, byte[] text) {
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

    private static byte[] content(List<byte[]> source, byte[] text) {
        int length = length(source);
        ByteBuffer content = ByteBuffer.allocate(HEADER_BYTES + length + text.length);
        content.putLong(0).putLong(length);
        source.forEach(content::put);
        content.put(text).position(Long.BYTES);
        return content.putLong(0, checksum(List.of(content.slice()))).array();
    }

    private static int length(List<byte[]> source) {
        return source.stream().mapToInt(part -> part.length).sum();
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

    private Path file(List<byte[]> source) {
        List<ByteBuffer> parts = source.stream().map(ByteBuffer::wrap).toList();
        return folder.resolve("%016x.tokenizer".formatted(checksum(parts)));
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

    /** Of all parts together: their CRC and their length. */
    private static long checksum(List<ByteBuffer> parts) {
        CRC32C crc = new CRC32C();
        int length = 0;
        for (ByteBuffer part : parts) {
            length += part.remaining();
            crc.update(part.duplicate());
        }
        return crc.getValue() << Integer.SIZE | length;
    }
}
