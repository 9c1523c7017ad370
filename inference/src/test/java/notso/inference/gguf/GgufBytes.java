package notso.inference.gguf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Puts a file together number by number, right or wrong. */
final class GgufBytes {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A header of version 3. */
    static GgufBytes header(long tensors, long keys) {
        return new GgufBytes().raw("GGUF").u32(3).u64(tensors).u64(keys);
    }

    GgufBytes raw(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    GgufBytes raw(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
        return this;
    }

    GgufBytes u32(int value) {
        bytes.writeBytes(
                ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
        return this;
    }

    GgufBytes u64(long value) {
        bytes.writeBytes(
                ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
        return this;
    }

    GgufBytes text(String text) {
        return u64(text.getBytes(StandardCharsets.UTF_8).length).raw(text);
    }

    /** A key without its value. */
    GgufBytes key(String name, GgufValueType type) {
        return text(name).u32(type.id());
    }

    GgufBytes tensor(String name, GgmlType type, long offset, long... shape) {
        return tensor(name, type.id(), offset, shape);
    }

    GgufBytes tensor(String name, int type, long offset, long... shape) {
        text(name).u32(shape.length);
        for (long dimension : shape) {
            u64(dimension);
        }
        return u32(type).u64(offset);
    }

    GgufBytes zeros(int count) {
        return raw(new int[count]);
    }

    byte[] toArray() {
        return bytes.toByteArray();
    }
}
