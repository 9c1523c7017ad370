package notso.inference.quote;

import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.Problem;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;

/**
 * Lines of a text file. It is read no further than they need, however long it is; devices, pipes
 * and files that are no text are refused.
 */
final class TextFile {

    /** How many bytes tell whether a file is text. */
    private static final int SAMPLE = 8192;

    private static final int BUFFER = 1 << 16;

    /** How a text begins that names its encoding so; the longer of two that fit comes first. */
    private enum Mark {
        UTF_32_LE(StandardCharsets.UTF_32LE, 0xFF, 0xFE, 0, 0),
        UTF_32_BE(StandardCharsets.UTF_32BE, 0, 0, 0xFE, 0xFF),
        UTF_8(StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF),
        UTF_16_LE(StandardCharsets.UTF_16LE, 0xFF, 0xFE),
        UTF_16_BE(StandardCharsets.UTF_16BE, 0xFE, 0xFF),
        NONE(StandardCharsets.UTF_8);

        private final Charset charset;
        private final byte[] bytes;

        Mark(Charset charset, int... bytes) {
            this.charset = charset;
            this.bytes = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                this.bytes[i] = (byte) bytes[i];
            }
        }

        private static Mark of(byte[] sample) {
            return Arrays.stream(values())
                    .filter(
                            mark ->
                                    Arrays.mismatch(sample, mark.bytes) == -1
                                            || Arrays.mismatch(sample, mark.bytes)
                                                    == mark.bytes.length)
                    .findFirst()
                    .orElse(NONE);
        }
    }

    private TextFile() {}

    /**
     * Reads lines; what is invalid in the file's encoding becomes U+FFFD.
     *
     * @throws EngineException with {@link Problem.InvalidValue} or {@link Problem.FileUnreadable}
     *     if there are no such lines, with {@link Problem.Cancelled} if cancelled before they were
     *     found
     */
    static FileLines read(Path file, LineRange range, CancelSignal cancel) {
        try {
            requireFile(file);
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
                Reader reader = new InputStreamReader(in, charset(file, in));
                FileLines lines = find(file, range, reader, cancel);
                if (lines.text().indexOf('\0') >= 0) {
                    throw binary(file);
                }
                return lines;
            }
        } catch (NoSuchFileException e) {
            throw new EngineException(problem(file, "a file that exists"), e);
        } catch (AccessDeniedException e) {
            throw new EngineException(new Problem.FileUnreadable(file, "permission denied"), e);
        } catch (IOException e) {
            throw new EngineException(
                    new Problem.FileUnreadable(file, String.valueOf(e.getMessage())), e);
        }
    }

    private static void requireFile(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            throw new EngineException(problem(file, "a file, not a folder"));
        }
        if (!attributes.isRegularFile()) {
            throw new EngineException(problem(file, "a file, not a device or a pipe"));
        }
    }

    /** The encoding that the file's beginning tells; that beginning is taken off. */
    private static Charset charset(Path file, InputStream in) throws IOException {
        in.mark(SAMPLE);
        byte[] sample = in.readNBytes(SAMPLE);
        in.reset();
        Mark mark = Mark.of(sample);
        in.skipNBytes(mark.bytes.length);
        if (mark == Mark.NONE) {
            for (byte value : sample) {
                if (value == 0) {
                    throw binary(file);
                }
            }
        }
        return mark.charset;
    }

    private static FileLines find(Path file, LineRange range, Reader reader, CancelSignal cancel)
            throws IOException {
        LineFinder finder = new LineFinder(range);
        char[] buffer = new char[BUFFER];
        for (int read = 0; read >= 0 && !finder.isDone(); read = reader.read(buffer)) {
            if (cancel.isCancelled() || Thread.currentThread().isInterrupted()) {
                throw new EngineException(new Problem.Cancelled());
            }
            finder.accept(buffer, read);
        }
        return finder.found()
                .orElseThrow(
                        () ->
                                new EngineException(
                                        finder.linesSeen() == 0
                                                ? problem(file, "a file with text in it")
                                                : new Problem.InvalidValue(
                                                        "first line",
                                                        String.valueOf(range.first()),
                                                        "between 1 and %d, the lines of %s"
                                                                .formatted(
                                                                        finder.linesSeen(),
                                                                        file.getFileName()))));
    }

    private static EngineException binary(Path file) {
        return new EngineException(problem(file, "text, not binary data"));
    }

    private static Problem problem(Path file, String expected) {
        return new Problem.InvalidValue("text file", file.toString(), expected);
    }
}
