package notso.app.conversation.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Takes bytes apart at line breaks. Of a line that is longer than any that was ever written, only
 * the beginning is given.
 */
final class LineReader {

    private static final int LONGEST = 64 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int from;
    private int to;
    private long read;
    private long position;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** The next line that has an end, without it; empty if there is no more. */
    Optional<byte[]> next() throws IOException {
        while (true) {
            for (int i = from; i < to; i++) {
                if (buffer[i] == '\n') {
                    keep(i);
                    from = i + 1;
                    position = read - to + from;
                    byte[] whole = line.toByteArray();
                    line.reset();
                    return Optional.of(whole);
                }
            }
            keep(to);
            from = 0;
            to = Math.max(0, in.read(buffer));
            read += to;
            if (to == 0) {
                return Optional.empty();
            }
        }
    }

    private void keep(int end) {
        int length = Math.min(end - from, LONGEST - line.size());
        line.write(buffer, from, Math.max(0, length));
    }

    /** Bytes up to the end of the latest line. */
    long position() {
        return position;
    }

    /** What stands behind the last line. */
    byte[] rest() {
        return line.toByteArray();
    }
}
