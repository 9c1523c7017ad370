package notso.app.conversation.search;

import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.SessionSummary;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * What memory holds of a session so that it can be found; its text is elsewhere.
 *
 * @param updated of the session when it was indexed, as are its title and the count of messages
 */
record IndexedSession(
        SessionId id,
        Instant updated,
        String title,
        int messages,
        Layout layout,
        PackedWords words) {

    static IndexedSession of(Session session, Layout layout, PackedWords words) {
        return new IndexedSession(
                session.id(),
                session.updated(),
                session.title().text(),
                session.messages().size(),
                layout,
                words);
    }

    boolean isOf(SessionSummary summary) {
        return summary.id().equals(id)
                && summary.updated().equals(updated)
                && summary.title().text().equals(title)
                && summary.messages() == messages;
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(id.value());
            out.writeLong(updated.getEpochSecond());
            out.writeInt(updated.getNano());
            out.writeUTF(title);
            out.writeInt(messages);
            write(out, layout.fields());
            write(out, layout.messages());
            write(out, layout.firstPositions());
            write(out, layout.firstRows());
            write(out, layout.rowPositions());
            write(out, layout.rowStarts());
            write(out, layout.rowChecks());
            out.writeInt(layout.positions());
            out.writeInt(layout.textSize());
            write(out, words.blocks());
            out.writeInt(words.packed().length);
            out.write(words.packed());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * @throws IOException if it is nothing that {@link #toBytes} gave
     */
    static IndexedSession of(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new IndexedSession(
                    new SessionId(in.readUTF()),
                    Instant.ofEpochSecond(in.readLong(), in.readInt()),
                    in.readUTF(),
                    in.readInt(),
                    new Layout(
                            readNumbers(in),
                            readNumbers(in),
                            readNumbers(in),
                            readNumbers(in),
                            readNumbers(in),
                            readNumbers(in),
                            readNumbers(in),
                            in.readInt(),
                            in.readInt()),
                    new PackedWords(readNumbers(in), readBytes(in)));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new IOException(e);
        }
    }

    private static void write(DataOutputStream out, int[] numbers) throws IOException {
        out.writeInt(numbers.length);
        for (int number : numbers) {
            out.writeInt(number);
        }
    }

    private static int[] readNumbers(DataInputStream in) throws IOException {
        int[] numbers = new int[length(in, Integer.BYTES)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readInt();
        }
        return numbers;
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[length(in, 1)];
        in.readFully(bytes);
        return bytes;
    }

    private static int length(DataInputStream in, int size) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available() / size) {
            throw new InvalidObjectException("length: " + length);
        }
        return length;
    }
}
