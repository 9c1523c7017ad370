package notso.app.conversation.importing;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Text that can be read again from any place. Bytes that are no text become U+FFFD. */
final class JsonSource {

    private static final int LONGEST_MARK = 3;

    /** Opens the bytes from their beginning. */
    interface Bytes {
        InputStream open() throws IOException;
    }

    /** More was to be read than is allowed. */
    static final class TooMuchException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** How much may be read, of one source or of several together. */
    static final class Allowance {

        private final long longest;
        private long left;

        /**
         * @param longest how many bytes one source may have
         * @param together how many bytes may be read in all, again and again
         */
        Allowance(long longest, long together) {
            this.longest = longest;
            this.left = together;
        }
    }

    private final Bytes bytes;
    private final Allowance allowance;

    JsonSource(Bytes bytes, Allowance allowance) {
        this.bytes = bytes;
        this.allowance = allowance;
    }

    /**
     * Opens the text at a place.
     *
     * @param offset in characters from the beginning
     */
    Reader open(long offset) throws IOException {
        PushbackInputStream in = new PushbackInputStream(new Limited(bytes.open()), LONGEST_MARK);
        try {
            Reader reader = new BufferedReader(new InputStreamReader(in, charset(in)), 1 << 16);
            skip(reader, offset);
            return reader;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static void skip(Reader reader, long count) throws IOException {
        long rest = count;
        while (rest > 0) {
            long skipped = reader.skip(rest);
            if (skipped == 0) {
                return;
            }
            rest -= skipped;
        }
    }

    /** By the mark at the beginning, which is taken away; UTF-8 without. */
    private static Charset charset(PushbackInputStream in) throws IOException {
        byte[] start = in.readNBytes(LONGEST_MARK);
        if (start.length == 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB) {
            return StandardCharsets.UTF_8;
        }
        boolean isBig = start.length >= 2 && start[0] == (byte) 0xFE && start[1] == (byte) 0xFF;
        boolean isLittle = start.length >= 2 && start[0] == (byte) 0xFF && start[1] == (byte) 0xFE;
        in.unread(start);
        return isBig || isLittle ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }

    /** Counts what is read, at once and of all times together. */
    private final class Limited extends FilterInputStream {

        private long here = allowance.longest;

        Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            here -= Math.max(0, count);
            allowance.left -= Math.max(0, count);
            if (here < 0 || allowance.left < 0) {
                throw new TooMuchException();
            }
            return count;
        }
    }
}
