package notso.inference.gguf;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/** Numbers, texts and bytes on their way to a channel, collected into large writes. */
final class GgufOutput implements WritableByteChannel {

    private static final int BUFFER_BYTES = 1 << 18;

    private final WritableByteChannel target;
    private final ByteBuffer buffer =
            ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long position;

    GgufOutput(WritableByteChannel target) {
        this.target = target;
    }

    /** Bytes taken so far, flushed or not. */
    long position() {
        return position;
    }

    void u32(int value) throws IOException {
        room(Integer.BYTES);
        buffer.putInt(value);
        position += Integer.BYTES;
    }

    void u64(long value) throws IOException {
        room(Long.BYTES);
        buffer.putLong(value);
        position += Long.BYTES;
    }

    void text(String value) throws IOException {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        u64(utf8.length);
        write(ByteBuffer.wrap(utf8));
    }

    void bytes(MemorySegment source) throws IOException {
        for (long at = 0; at < source.byteSize(); ) {
            long count = Math.min(source.byteSize() - at, BUFFER_BYTES);
            write(source.asSlice(at, count).asByteBuffer());
            at += count;
        }
    }

    /** Zeros up to the next multiple. */
    void pad(int alignment) throws IOException {
        long zeros = Math.ceilDiv(position, (long) alignment) * alignment - position;
        bytes(MemorySegment.ofArray(new byte[(int) zeros]));
    }

    void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            target.write(buffer);
        }
        buffer.clear();
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int count = source.remaining();
        while (source.hasRemaining()) {
            room(1);
            int part = Math.min(source.remaining(), buffer.remaining());
            buffer.put(buffer.position(), source, source.position(), part);
            buffer.position(buffer.position() + part);
            source.position(source.position() + part);
        }
        position += count;
        return count;
    }

    @Override
    public boolean isOpen() {
        return target.isOpen();
    }

    /** The target belongs to whoever opened it, and stays open. */
    @Override
    public void close() throws IOException {
        flush();
    }

    private void room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
    }
}
