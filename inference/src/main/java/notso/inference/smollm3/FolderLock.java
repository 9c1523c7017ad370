package notso.inference.smollm3;

import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.Problem;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Keeps other processes, and other threads of this one, from writing to a folder. */
final class FolderLock implements AutoCloseable {

    private static final String NAME = "lock";
    private static final long POLL_MILLIS = 50;

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Waits until the folder is free.
     *
     * @throws EngineException with {@link Problem.Cancelled} or {@link Problem.CannotWrite}
     */
    static FolderLock take(Path folder, CancelSignal cancel) {
        FolderLock lock = open(folder);
        try {
            while (!lock.tryLock()) {
                if (cancel.isCancelled()) {
                    throw new EngineException(new Problem.Cancelled());
                }
                Thread.sleep(POLL_MILLIS);
            }
            return lock;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            lock.close();
            throw new EngineException(new Problem.Cancelled(), e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static FolderLock open(Path folder) {
        try {
            Files.createDirectories(folder);
            return new FolderLock(
                    folder,
                    FileChannel.open(
                            folder.resolve(NAME),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
    }

    private boolean tryLock() {
        try {
            return Optional.<FileLock>ofNullable(channel.tryLock()).isPresent();
        } catch (OverlappingFileLockException _) {
            return false;
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
    }

    /** Gives the lock back. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // The lock ends with this process at the latest.
        }
    }

    private static EngineException cannotWrite(Path folder, IOException cause) {
        String reason =
                cause instanceof AccessDeniedException
                        ? "permission denied"
                        : String.valueOf(cause.getMessage());
        return new EngineException(new Problem.CannotWrite(folder, reason), cause);
    }
}
