package notso.inference.host.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Collects the content of one frame after another. */
final class FrameWriter {

    private static final int USUAL = 4096;

    private ByteBuffer buffer = ByteBuffer.allocate(USUAL);

    /** Begins a frame, whose length is filled in by {@link #end()}. */
    void begin() {
        if (buffer.capacity() > 16 * USUAL) {
            buffer = ByteBuffer.allocate(USUAL);
        }
        buffer.clear().position(Integer.BYTES);
    }

    /** The whole frame, valid until the next one begins. */
    ByteBuffer end() {
        buffer.putInt(0, buffer.position() - Integer.BYTES);
        return buffer.flip();
    }

    /** Bytes of content so far. */
    int size() {
        return buffer.position() - Integer.BYTES;
    }

    void tag(int value) {
        room(Byte.BYTES).put((byte) value);
    }

    void flag(boolean value) {
        tag(value ? 1 : 0);
    }

    void constant(Enum<?> value) {
        tag(value.ordinal());
    }

    void number(int value) {
        room(Integer.BYTES).putInt(value);
    }

    void number(long value) {
        room(Long.BYTES).putLong(value);
    }

    void number(double value) {
        room(Double.BYTES).putDouble(value);
    }

    void text(String value) {
        byte[] bytes = value.getBytes(UTF_8);
        number(bytes.length);
        room(bytes.length).put(bytes);
    }

    void path(Path value) {
        text(value.toString());
    }

    void duration(Duration value) {
        number(value.toNanos());
    }

    <T> void optional(Optional<T> value, Consumer<T> writer) {
        flag(value.isPresent());
        value.ifPresent(writer);
    }

    <T> void list(List<T> values, BiConsumer<FrameWriter, T> writer) {
        number(values.size());
        values.forEach(value -> writer.accept(this, value));
    }

    void numbers(int[] values) {
        number(values.length);
        room(Math.multiplyExact(values.length, Integer.BYTES)).asIntBuffer().put(values);
        buffer.position(buffer.position() + values.length * Integer.BYTES);
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            int capacity = Math.max(2 * buffer.capacity(), buffer.position() + bytes);
            buffer = ByteBuffer.allocate(capacity).put(buffer.flip());
        }
        return buffer;
    }
}
