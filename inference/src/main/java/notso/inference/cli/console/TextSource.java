package notso.inference.cli.console;

import notso.inference.EngineException;
import notso.inference.Problem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads whole texts in UTF-8; what is no UTF-8 becomes U+FFFD. */
public final class TextSource {

    /** Far more than any context holds. */
    private static final int MOST_BYTES = 64 << 20;

    private TextSource() {}

    /**
     * @param what the file's role, such as {@code messages file}
     * @throws EngineException with {@link Problem.InvalidValue} or {@link Problem.FileUnreadable}
     */
    public static String file(String what, Path path) {
        if (!Files.exists(path)) {
            throw invalid(what, path, "a file that exists");
        }
        if (Files.isDirectory(path)) {
            throw invalid(what, path, "a file, not a folder");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return read(what, in);
        } catch (AccessDeniedException e) {
            throw new EngineException(new Problem.FileUnreadable(path, "permission denied"), e);
        } catch (IOException e) {
            throw new EngineException(
                    new Problem.FileUnreadable(path, String.valueOf(e.getMessage())), e);
        }
    }

    /** Reads to the end of the stream and leaves it open. */
    public static String stream(String what, InputStream in) {
        try {
            return read(what, in);
        } catch (IOException e) {
            throw new EngineException(
                    new Problem.FileUnreadable(Path.of(what), String.valueOf(e.getMessage())), e);
        }
    }

    private static String read(String what, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw invalid(what, "too large", "at most " + (MOST_BYTES >> 20) + " MB of text");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static EngineException invalid(String what, Object value, String expected) {
        return new EngineException(new Problem.InvalidValue(what, String.valueOf(value), expected));
    }
}
