package notso.app.conversation.store;

import notso.app.conversation.json.JsonText;

import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Lines of a journal: JSON objects whose last field is a checksum of all before it, so that a
 * flipped bit is found also where the JSON is still good.
 */
final class JournalLine {

    private static final String CHECKSUM = ",\"crc\":\"%08x\"}";
    private static final int CHECKSUM_BYTES = CHECKSUM.formatted(0).length();

    /** How an entry begins. Within a text, the quotation marks have a backslash in front. */
    private static final byte[] BEGINNING = "{\"at\":\"".getBytes(StandardCharsets.US_ASCII);

    private static final int MOST_TRIES = 16;

    private JournalLine() {}

    /** The bytes of a line, its end included. */
    static byte[] encode(ObjectNode object) {
        String text = JsonText.write(object);
        String open = text.substring(0, text.length() - 1);
        byte[] bytes = open.getBytes(StandardCharsets.UTF_8);
        return (open + CHECKSUM.formatted(checksum(bytes, bytes.length)) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The object of a line, without the checksum; empty if the line is not as it was written. */
    static Optional<ObjectNode> decode(byte[] line) {
        int length = line.length - CHECKSUM_BYTES;
        if (length < 1) {
            return Optional.empty();
        }
        byte[] expected =
                CHECKSUM.formatted(checksum(line, length)).getBytes(StandardCharsets.US_ASCII);
        return Arrays.equals(line, length, line.length, expected, 0, expected.length)
                ? JsonText.object(new String(line, 0, length, StandardCharsets.UTF_8) + "}")
                : Optional.empty();
    }

    /** The object at the end of a line whose beginning is that of another one, cut off. */
    static Optional<ObjectNode> decodeEnd(byte[] line) {
        int tries = 0;
        for (int i = line.length - BEGINNING.length; i > 0 && tries < MOST_TRIES; i--) {
            if (Arrays.equals(line, i, i + BEGINNING.length, BEGINNING, 0, BEGINNING.length)) {
                tries++;
                Optional<ObjectNode> object = decode(Arrays.copyOfRange(line, i, line.length));
                if (object.isPresent()) {
                    return object;
                }
            }
        }
        return Optional.empty();
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
