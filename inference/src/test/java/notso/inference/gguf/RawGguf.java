package notso.inference.gguf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Spells a GGUF file byte by byte, right or wrong. */
final class RawGguf {

    static final int UINT32 = 4;
    static final int STRING = 8;
    static final int ARRAY = 9;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Letters, version and counts. */
    static RawGguf header(int version, long tensors, long keys) {
        return new RawGguf().u32(GgufParser.MAGIC).u32(version).u64(tensors).u64(keys);
    }

    RawGguf u8(int value) {
        bytes.write(value);
        return this;
    }

    RawGguf u32(int value) {
        bytes.writeBytes(
                ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
        return this;
    }

    RawGguf u64(long value) {
        bytes.writeBytes(
                ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
        return this;
    }

    RawGguf text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return u64(utf8.length).raw(utf8);
    }

    RawGguf raw(byte... more) {
        bytes.writeBytes(more);
        return this;
    }

    RawGguf key(String name, int type) {
        return text(name).u32(type);
    }

    /** A tensor of F32 or any other type by its number. */
    RawGguf tensor(String name, int type, long offset, long... shape) {
        text(name).u32(shape.length);
        for (long dimension : shape) {
            u64(dimension);
        }
        return u32(type).u64(offset);
    }

    /** Zeros up to the next multiple of 32, and so many more. */
    RawGguf data(int count) {
        while (bytes.size() % GgufLimits.DEFAULT_ALIGNMENT != 0) {
            bytes.write(0);
        }
        return raw(new byte[count]);
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
