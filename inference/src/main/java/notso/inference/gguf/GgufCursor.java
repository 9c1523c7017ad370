package notso.inference.gguf;

import notso.inference.EngineException;
import notso.inference.Problem;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reads a file from its beginning on; every length is checked before it is believed. */
final class GgufCursor {

    private final Path path;
    private final MemorySegment bytes;
    private long position;

    GgufCursor(Path path, MemorySegment bytes) {
        this.path = path;
        this.bytes = bytes;
    }

    long position() {
        return position;
    }

    long size() {
        return bytes.byteSize();
    }

    long remaining() {
        return bytes.byteSize() - position;
    }

    /** The bytes from {@code start} to here. */
    MemorySegment since(long start) {
        return bytes.asSlice(start, position - start);
    }

    void skip(long count, String what) {
        if (count < 0 || count > remaining()) {
            throw cutOff(what);
        }
        position += count;
    }

    int u8(String what) {
        long at = position;
        skip(Byte.BYTES, what);
        return Numbers.u8(bytes, at);
    }

    int i32(String what) {
        long at = position;
        skip(Integer.BYTES, what);
        return Numbers.i32(bytes, at);
    }

    /** Negative above 63 bits. */
    long u64(String what) {
        long at = position;
        skip(Long.BYTES, what);
        return Numbers.u64(bytes, at);
    }

    /** A number of things, at most {@code most}, each at least {@code bytesEach} bytes long. */
    long count(long most, int bytesEach, String what) {
        long count = u64(what);
        if (count < 0 || count > most) {
            throw malformed(
                    "it claims %s for %s, more than the %,d that a file may have"
                            .formatted(Long.toUnsignedString(count), what, most));
        }
        if (count > remaining() / bytesEach) {
            throw cutOff(what);
        }
        return count;
    }

    /** Strict: names must be valid UTF-8 without control characters, and not empty. */
    String name(int most, String what) {
        long length = count(most, 1, "the length of " + what);
        if (length == 0) {
            throw malformed(what + " is empty");
        }
        long at = position;
        skip(length, what);
        try {
            String name =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(
                                    ByteBuffer.wrap(
                                            bytes.asSlice(at, length)
                                                    .toArray(ValueLayout.JAVA_BYTE)))
                            .toString();
            if (name.chars().anyMatch(Character::isISOControl)) {
                throw malformed(what + " contains control characters");
            }
            return name;
        } catch (CharacterCodingException _) {
            throw malformed(what + " is no valid UTF-8");
        }
    }

    void skipText(long most, String what) {
        skip(count(most, 1, "the length of " + what), what);
    }

    EngineException cutOff(String what) {
        return malformed("it is cut off: it ends at byte %,d, inside %s".formatted(size(), what));
    }

    EngineException malformed(String detail) {
        return new EngineException(new Problem.MalformedModel(path, detail));
    }
}
