package notso.inference.host.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes the content of one frame apart. Every read checks that the frame holds what it claims. */
final class FrameReader {

    /** Reads one value. */
    @FunctionalInterface
    interface Value<T> {
        T read(FrameReader in) throws FrameException;
    }

    private final ByteBuffer content;

    FrameReader(byte[] content) {
        this.content = ByteBuffer.wrap(content);
    }

    int tag() throws FrameException {
        return need(Byte.BYTES).get() & 0xff;
    }

    boolean flag() throws FrameException {
        return constant(new Boolean[] {false, true});
    }

    /**
     * @param values all that may be meant, in the order of their numbers
     */
    <T> T constant(T[] values) throws FrameException {
        int tag = tag();
        if (tag >= values.length) {
            throw new FrameException(tag + " is none of " + values.length + " values");
        }
        return values[tag];
    }

    int number() throws FrameException {
        return need(Integer.BYTES).getInt();
    }

    long longNumber() throws FrameException {
        return need(Long.BYTES).getLong();
    }

    double fraction() throws FrameException {
        return need(Double.BYTES).getDouble();
    }

    String text() throws FrameException {
        int length = count(1);
        String text = new String(content.array(), content.position(), length, UTF_8);
        content.position(content.position() + length);
        return text;
    }

    Path path() throws FrameException {
        try {
            return Path.of(text());
        } catch (InvalidPathException e) {
            throw new FrameException("a path is invalid", e);
        }
    }

    Duration duration() throws FrameException {
        return Duration.ofNanos(longNumber());
    }

    <T> Optional<T> optional(Value<T> value) throws FrameException {
        return flag() ? Optional.of(value.read(this)) : Optional.empty();
    }

    <T> List<T> list(Value<T> value) throws FrameException {
        int count = count(1);
        List<T> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(value.read(this));
        }
        return values;
    }

    int[] numbers() throws FrameException {
        int[] numbers = new int[count(Integer.BYTES)];
        content.asIntBuffer().get(numbers);
        content.position(content.position() + numbers.length * Integer.BYTES);
        return numbers;
    }

    /** Fails if anything is left over. */
    void end() throws FrameException {
        if (content.hasRemaining()) {
            throw new FrameException(content.remaining() + " bytes are left over");
        }
    }

    /** A count of things that take at least so many bytes each. */
    private int count(int bytesEach) throws FrameException {
        int count = number();
        if (count < 0 || count > content.remaining() / bytesEach) {
            throw new FrameException("a count of " + count + " is more than the frame holds");
        }
        return count;
    }

    private ByteBuffer need(int bytes) throws FrameException {
        if (content.remaining() < bytes) {
            throw new FrameException("the frame is too short");
        }
        return content;
    }
}
