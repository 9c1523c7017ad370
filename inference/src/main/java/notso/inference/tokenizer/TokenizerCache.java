package notso.inference.tokenizer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Tokenizers that were written before, each in a file of its own: a checksum of eight bytes, then
 * the text. The folder is the user's alone. What cannot be read or written is as good as not there.
 */
final class TokenizerCache {

    private static final FileAttribute<?>[] NONE = {};

    private final Path folder;

    TokenizerCache(Path folder) {
        this.folder = folder;
    }

    /** A name for the tokenizer of this vocabulary. */
    static String key(Vocabulary vocabulary) {
        MessageDigest digest = sha256();
        digest.update(
                "%d %s"
                        .formatted(TokenizerJson.VERSION, vocabulary.preTokenizer())
                        .getBytes(StandardCharsets.UTF_8));
        digest.update(vocabulary.tokens().encoded());
        digest.update((byte) 0);
        digest.update(vocabulary.merges().encoded());
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The text under this name, empty if there is none or it is not what was written. */
    Optional<byte[]> read(String key) {
        try {
            ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file(key)));
            if (content.remaining() < Long.BYTES) {
                return Optional.empty();
            }
            long checksum = content.getLong();
            byte[] text = Arrays.copyOfRange(content.array(), Long.BYTES, content.limit());
            return checksum == checksum(text) ? Optional.of(text) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Keeps a text under this name, if that is possible. */
    void write(String key, byte[] text) {
        try {
            create();
            Path partial = Files.createTempFile(folder, key, ".part");
            try {
                try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
                    ByteBuffer head =
                            ByteBuffer.allocate(Long.BYTES).putLong(checksum(text)).flip();
                    writeFully(channel, head);
                    writeFully(channel, ByteBuffer.wrap(text));
                }
                replace(partial, file(key));
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException _) {
            // The next start is slower, and that is all.
        }
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

    private Path file(String key) {
        return folder.resolve(key + ".tokenizer");
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

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static long checksum(byte[] text) {
        CRC32C crc = new CRC32C();
        crc.update(text);
        return crc.getValue() << Integer.SIZE | text.length;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
