package notso.app.conversation.search;

import java.io.ByteArrayOutputStream;

/** Bytes that grow. */
final class Bytes {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void add(byte[] source, int start, int length) {
        bytes.write(source, start, length);
    }

    /** Seven bits a byte, the lowest first, the highest bit set where more follow. */
    void addNumber(int number) {
        int rest = number;
        while (rest >>> 7 != 0) {
            bytes.write(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes.write(rest);
    }

    int size() {
        return bytes.size();
    }

    byte[] toArray() {
        return bytes.toByteArray();
    }
}
