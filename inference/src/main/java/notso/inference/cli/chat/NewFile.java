package notso.inference.cli.chat;

import notso.inference.EngineException;
import notso.inference.Problem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Writes a text to a file that is not there yet, readable by the user alone. */
final class NewFile {

    private NewFile() {}

    /**
     * Writes all of it or nothing.
     *
     * @throws EngineException with {@link Problem.InvalidValue} if there is such a file already,
     *     with {@link Problem.CannotWrite} if none can be made
     */
    static void write(Path file, String text) {
        try (FileChannel out =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        privately(file))) {
            writeAll(out, file, text);
        } catch (FileAlreadyExistsException e) {
            throw new EngineException(
                    new Problem.InvalidValue(
                            "export file", file.toString(), "a name that is still free"),
                    e);
        } catch (IOException e) {
            throw new EngineException(new Problem.CannotWrite(file, reason(e)), e);
        }
    }

    private static void writeAll(FileChannel out, Path file, String text) throws IOException {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        } catch (IOException e) {
            out.close();
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static FileAttribute<?>[] privately(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "there is no such folder";
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException e -> Optional.ofNullable(e.getReason()).orElse(e.toString());
            default -> String.valueOf(failure.getMessage());
        };
    }
}
