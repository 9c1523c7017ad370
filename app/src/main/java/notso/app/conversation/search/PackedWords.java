package notso.app.conversation.search;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Every word of a session and the places where it is: sorted, in blocks of which the first word is
 * whole and each further one says how much it shares with the one before.
 *
 * <p>A word is: bytes shared, bytes that follow, these bytes, size of its positions, these
 * positions, each as the distance from the one before. Numbers have seven bits a byte, the lowest
 * first, the highest bit set where more follow.
 *
 * @param blocks where each block begins
 */
record PackedWords(int[] blocks, byte[] packed) {

    private static final int BLOCK = 16;

    /** Bytes of a word; all are shorter. */
    private static final int LONGEST = 512;

    /** How well a word was found. */
    enum Found {
        NOT,
        /** Only at the beginning of others. */
        BEGINNING,
        WHOLE
    }

    /**
     * @param words in UTF-8, each with its ascending positions
     */
    static PackedWords of(Map<byte[], Numbers> words) {
        List<byte[]> sorted = new ArrayList<>(words.keySet());
        sorted.sort(Arrays::compareUnsigned);
        Numbers blocks = new Numbers();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] before = {};
        for (int i = 0; i < sorted.size(); i++) {
            byte[] word = sorted.get(i);
            int shared = 0;
            if (i % BLOCK == 0) {
                blocks.add(packed.size());
            } else {
                int mismatch = Arrays.mismatch(before, word);
                shared = mismatch < 0 ? word.length : mismatch;
            }
            addNumber(packed, shared);
            addNumber(packed, word.length - shared);
            packed.write(word, shared, word.length - shared);
            ByteArrayOutputStream positions = new ByteArrayOutputStream();
            int last = 0;
            for (int position : words.get(word).toArray()) {
                addNumber(positions, position - last);
                last = position;
            }
            addNumber(packed, positions.size());
            packed.writeBytes(positions.toByteArray());
            before = word;
        }
        return new PackedWords(blocks.toArray(), packed.toByteArray());
    }

    private static void addNumber(ByteArrayOutputStream bytes, int number) {
        int rest = number;
        while (rest >>> 7 != 0) {
            bytes.write(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes.write(rest);
    }

    /** Adds the positions of a word, or of every word that begins so. */
    Found find(byte[] word, boolean asBeginning, Positions found) {
        if (blocks.length == 0) {
            return Found.NOT;
        }
        Cursor cursor = new Cursor(blocks[blockOf(word)]);
        Found result = Found.NOT;
        while (cursor.at < packed.length) {
            cursor.readWord();
            int mismatch = Arrays.mismatch(cursor.word, 0, cursor.length, word, 0, word.length);
            if (mismatch < 0) {
                cursor.readPositions(found);
                result = Found.WHOLE;
                if (!asBeginning) {
                    break;
                }
            } else if (asBeginning && mismatch == word.length) {
                cursor.readPositions(found);
                result = result == Found.WHOLE ? Found.WHOLE : Found.BEGINNING;
            } else if (cursor.isBehind(word, mismatch)) {
                break;
            } else {
                cursor.skipPositions();
            }
        }
        return result;
    }

    /** The last block that does not begin behind the word; the first if all do. */
    private int blockOf(byte[] word) {
        int low = 0;
        int high = blocks.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            int order = compareFirst(blocks[middle], word);
            if (order <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The first word of a block shares nothing: a zero, its length in a byte or two, itself. */
    private int compareFirst(int block, byte[] word) {
        int low = packed[block + 1];
        int length = low < 0 ? low & 0x7F | packed[block + 2] << 7 : low;
        int start = block + (low < 0 ? 3 : 2);
        return Arrays.compareUnsigned(packed, start, start + length, word, 0, word.length);
    }

    private final class Cursor {
        private final byte[] word = new byte[LONGEST];
        private int length;
        private int at;

        Cursor(int at) {
            this.at = at;
        }

        boolean isBehind(byte[] other, int mismatch) {
            return mismatch < length
                    && (mismatch == other.length
                            || Byte.compareUnsigned(word[mismatch], other[mismatch]) > 0);
        }

        int readNumber() {
            int number = 0;
            int shift = 0;
            byte next;
            do {
                next = packed[at++];
                number |= (next & 0x7F) << shift;
                shift += 7;
            } while (next < 0);
            return number;
        }

        void readWord() {
            int shared = readNumber();
            int more = readSize();
            System.arraycopy(packed, at, word, shared, more);
            at += more;
            length = shared + more;
        }

        /** A size that leads on, whatever the bytes are. */
        private int readSize() {
            return Objects.checkIndex(readNumber(), packed.length);
        }

        void readPositions(Positions found) {
            int end = readSize() + at;
            int position = 0;
            while (at < end) {
                position += readNumber();
                found.add(position);
            }
        }

        void skipPositions() {
            int size = readSize();
            at += size;
        }
    }
}
