package notso.inference.stream;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Turns UTF-8 that arrives cut anywhere into text. An incomplete character waits for its other
 * bytes; malformed bytes become U+FFFD exactly as {@code new String(all, UTF_8)} has it.
 */
public final class Utf8Assembler {

    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);

    /** The beginning of a character, at most three bytes. */
    private byte[] incomplete = {};

    /** The characters that these bytes complete. */
    public String accept(byte[] bytes) {
        return decode(bytes, false);
    }

    /** What remains of an incomplete character; afterwards a new text may begin. */
    public String finish() {
        String rest = decode(new byte[0], true);
        decoder.reset();
        return rest;
    }

    private String decode(byte[] bytes, boolean last) {
        ByteBuffer in = ByteBuffer.allocate(incomplete.length + bytes.length);
        in.put(incomplete).put(bytes).flip();
        // A byte gives one character at most: the decoder cannot run out of room.
        CharBuffer out = CharBuffer.allocate(in.remaining());
        decoder.decode(in, out, last);
        incomplete = new byte[in.remaining()];
        in.get(incomplete);
        return out.flip().toString();
    }
}
