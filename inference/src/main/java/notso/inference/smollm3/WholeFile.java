package notso.inference.smollm3;

import notso.inference.EngineException;
import notso.inference.Problem;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * A large file that appears whole or not at all: written beside its place under another name,
 * forced to disk, then renamed.
 */
final class WholeFile {

    /** What unfinished files end in. */
    static final String UNFINISHED = ".part";

    private final Path target;
    private final FreeSpace freeSpace;

    /** Bytes that can still be written to a folder. */
    @FunctionalInterface
    interface FreeSpace {
        long in(Path folder) throws IOException;
    }

    /** Writes the file's content. */
    @FunctionalInterface
    interface Content {
        void writeTo(WritableByteChannel channel) throws IOException;
    }

    WholeFile(Path target) {
        this(target, folder -> Files.getFileStore(folder).getUsableSpace());
    }

    WholeFile(Path target, FreeSpace freeSpace) {
        this.target = target.toAbsolutePath();
        this.freeSpace = freeSpace;
    }

    /**
     * @param size bytes that the content takes
     * @param source the mapped file that the content is read from
     */
    void write(long size, Path source, Content content) {
        Path folder = Optional.ofNullable(target.getParent()).orElse(target);
        Path unfinished =
                folder.resolve(target.getFileName() + "." + UUID.randomUUID() + UNFINISHED);
        try {
            Files.createDirectories(folder);
            requireSpace(folder, size);
            writeWhole(unfinished, content);
            moveToTarget(unfinished);
        } catch (AccessDeniedException e) {
            throw cannotWrite("permission denied", e);
        } catch (IOException e) {
            requireSpaceAfterFailure(folder, unfinished, size);
            throw cannotWrite(String.valueOf(e.getMessage()), e);
        } catch (InternalError e) {
            // How the JVM reports a mapped page that the source no longer has.
            throw new EngineException(
                    new Problem.FileUnreadable(source, "it became shorter while it was read"), e);
        } finally {
            delete(unfinished);
        }
    }

    private static void writeWhole(Path unfinished, Content content) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            try (WriteBehind _ = new WriteBehind(channel)) {
                content.writeTo(channel);
            }
            channel.force(true);
        }
    }

    private void moveToTarget(Path unfinished) throws IOException {
        try {
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void requireSpace(Path folder, long size) throws IOException {
        long free = freeSpace.in(folder);
        if (free < size) {
            throw new EngineException(new Problem.DiskFull(folder, size, free));
        }
    }

    /** Another program may have taken the space meanwhile. */
    private void requireSpaceAfterFailure(Path folder, Path unfinished, long size) {
        try {
            long written = Files.exists(unfinished) ? Files.size(unfinished) : 0;
            long free = freeSpace.in(folder);
            if (free < size - written) {
                throw new EngineException(new Problem.DiskFull(folder, size, free + written));
            }
        } catch (IOException _) {
            // The first failure says more.
        }
    }

    private EngineException cannotWrite(String reason, IOException cause) {
        return new EngineException(new Problem.CannotWrite(target, reason), cause);
    }

    private static void delete(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException _) {
            // It stays behind under a name that nobody reads.
        }
    }
}
