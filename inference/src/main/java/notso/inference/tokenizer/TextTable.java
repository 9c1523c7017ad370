package notso.inference.tokenizer;

import notso.inference.gguf.GgufArray;

import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A list of texts of a GGUF file, copied out of it as one run of bytes: what a vocabulary of 128
 * thousand tokens takes as objects would be several times larger.
 */
final class TextTable {

    /** The texts as the file has them, each behind its length of 64 bits. */
    private final byte[] bytes;

    /** Where the bytes of each text begin; the length stands before it. */
    private final int[] starts;

    private TextTable(byte[] bytes, int[] starts) {
        this.bytes = bytes;
        this.starts = starts;
    }

    /**
     * Texts that need not be told apart yet, which takes time.
     *
     * @param bytes the texts as the file has them, each behind its length of 64 bits
     */
    record Unread(byte[] bytes, int size) {

        /**
         * @throws ArithmeticException if the list is larger than an array can be
         */
        static Unread copyOf(GgufArray texts) {
            Math.toIntExact(texts.encoded().byteSize());
            long header = Integer.BYTES + (long) Long.BYTES;
            return new Unread(
                    texts.encoded().asSlice(header).toArray(ValueLayout.JAVA_BYTE), texts.size());
        }

        TextTable read() {
            ByteBuffer lengths = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            int[] starts = new int[size];
            int position = 0;
            for (int i = 0; i < size; i++) {
                starts[i] = position + Long.BYTES;
                position = starts[i] + (int) lengths.getLong(position);
            }
            return new TextTable(bytes, starts);
        }
    }

    int size() {
        return starts.length;
    }

    /** In bytes; a text ends at a zero byte, if it has one, as llama.cpp reads it. */
    int length(int index) {
        int start = starts[index];
        int next = index + 1 < starts.length ? starts[index + 1] - Long.BYTES : bytes.length;
        int end = start;
        while (end < next && bytes[end] != 0) {
            end++;
        }
        return end - start;
    }

    /** The first byte of a text, -1 where it is empty. */
    int firstByte(int index) {
        return length(index) == 0 ? -1 : Byte.toUnsignedInt(bytes[starts[index]]);
    }

    /** The text; what is no valid UTF-8 becomes U+FFFD. */
    String text(int index) {
        return new String(bytes, starts[index], length(index), StandardCharsets.UTF_8);
    }

    /** The bytes of the text, one in each character: two texts differ if and only if these do. */
    String identity(int index) {
        return new String(bytes, starts[index], length(index), StandardCharsets.ISO_8859_1);
    }
}
