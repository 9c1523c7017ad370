package notso.app.conversation.search;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/** The text of an indexed session, in UTF-8. */
interface IndexedText {

    /**
     * @throws IOException if it is not there any more
     */
    byte[] read(int start, int size) throws IOException;

    /** It will not be read again. */
    void drop();

    /** Text where nothing can be written. */
    record InMemory(byte[] text) implements IndexedText {

        @Override
        public byte[] read(int start, int size) throws IOException {
            if (start < 0 || size < 0 || start > text.length - size) {
                throw new EOFException();
            }
            return Arrays.copyOfRange(text, start, start + size);
        }

        @Override
        public void drop() {
            // The memory is free as soon as nobody holds this.
        }
    }
}
