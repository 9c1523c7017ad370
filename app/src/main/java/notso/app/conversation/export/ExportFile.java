package notso.app.conversation.export;

import notso.app.conversation.Session;

import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;

/**
 * Writes sessions into files: whole or not at all, in UTF-8, and readable by the user only where
 * the file system knows of that. A file that was there is replaced.
 */
public final class ExportFile {

    private final SessionExporter exporter = new SessionExporter();

    /** What writes the content of a file. */
    private interface Content {
        void writeTo(Writer writer) throws IOException;
    }

    /**
     * Writes one session.
     *
     * @throws ExportException if it cannot be written; then nothing has changed
     */
    public void write(Session session, ExportFormat format, ExportOptions options, Path path) {
        write(path, writer -> exporter.write(session, format, options, writer));
    }

    /**
     * Writes several sessions as JSON.
     *
     * @throws ExportException if they cannot be written; then nothing has changed
     */
    public void writeAll(List<Session> sessions, Path path) {
        write(path, writer -> exporter.writeAll(sessions, writer));
    }

    private static void write(Path path, Content content) {
        Path target = path.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new ExportException(path, ExportException.Reason.NO_FOLDER);
        }
        if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new ExportException(path, ExportException.Reason.IS_FOLDER);
        }
        Path temporary = folder.resolve(".notso-" + UUID.randomUUID() + ".tmp");
        try {
            fill(temporary, content);
            move(temporary, target);
        } catch (AccessDeniedException | ReadOnlyFileSystemException e) {
            throw new ExportException(path, ExportException.Reason.REFUSED, e);
        } catch (IOException e) {
            throw new ExportException(path, ExportException.Reason.FAILED, e);
        } finally {
            delete(temporary);
        }
    }

    /** All bytes are on the disk when this returns. */
    private static void fill(Path file, Content content) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(
                                file,
                                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                                forUserOnly(file));
                Writer writer =
                        Channels.newWriter(
                                channel,
                                StandardCharsets.UTF_8
                                        .newEncoder()
                                        .onMalformedInput(CodingErrorAction.REPLACE)
                                        .replaceWith(
                                                new byte[] {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD}),
                                1 << 16)) {
            content.writeTo(writer);
            writer.flush();
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] forUserOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void delete(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException _) {
            // Nothing can be done, and what went wrong before is worth more.
        }
    }
}
