package notso.inference.tokenizer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The 256 characters by which byte-level vocabularies write bytes: printable Latin-1 characters for
 * themselves, and U+0100 and up for the others, in order. It is the alphabet of GPT-2.
 */
final class ByteAlphabet {

    static final int SIZE = 256;

    private static final int FIRST_STAND_IN = 0x100;

    private static final char[] CHARACTERS = new char[SIZE];

    /** Bytes by character, -1 for a character that is not in the alphabet. */
    private static final short[] BYTES;

    static {
        char standIn = FIRST_STAND_IN;
        for (int b = 0; b < CHARACTERS.length; b++) {
            CHARACTERS[b] = prints(b) ? (char) b : standIn++;
        }
        BYTES = new short[standIn];
        Arrays.fill(BYTES, (short) -1);
        for (int b = 0; b < CHARACTERS.length; b++) {
            BYTES[CHARACTERS[b]] = (short) b;
        }
    }

    private ByteAlphabet() {}

    private static boolean prints(int b) {
        return b >= '!' && b <= '~' || b >= 0xA1 && b <= 0xFF && b != 0xAD;
    }

    static char character(int unsignedByte) {
        return CHARACTERS[unsignedByte];
    }

    /** True if all of the text can stand for bytes. */
    static boolean spells(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (byteOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Appends the bytes that the text stands for, and any other character as UTF-8. */
    static void decode(String text, ByteArrayOutputStream out) {
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            int b = point < BYTES.length ? BYTES[point] : -1;
            if (b >= 0) {
                out.write(b);
            } else {
                out.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
            }
            i += Character.charCount(point);
        }
    }

    private static int byteOf(char character) {
        return character < BYTES.length ? BYTES[character] : -1;
    }
}
