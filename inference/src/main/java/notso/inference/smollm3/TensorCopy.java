package notso.inference.smollm3;

import notso.inference.gguf.GgufWriter;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Moves tensor bytes that stay as they are, and zeros between them. */
final class TensorCopy {

    /** Bytes between two looks at the cancel signal. */
    private static final int CHUNK_BYTES = 1 << 20;

    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(1 << 16).asReadOnlyBuffer();

    private final WorkMeter meter;

    TensorCopy(WorkMeter meter) {
        this.meter = meter;
    }

    /** The whole tensor as it is. */
    GgufWriter.TensorSource whole(MemorySegment data) {
        return out -> copy(data, out);
    }

    /**
     * A matrix whose rows belong to heads, with twice the rows: those of each head, and as many of
     * zeros before or behind them.
     *
     * @param headBytes bytes of all rows of one head
     */
    GgufWriter.TensorSource rows(MemorySegment data, long headBytes, boolean zerosFirst) {
        return out -> {
            for (long at = 0; at < data.byteSize(); at += headBytes) {
                if (zerosFirst) {
                    zeros(headBytes, out);
                }
                copy(data.asSlice(at, headBytes), out);
                if (!zerosFirst) {
                    zeros(headBytes, out);
                }
            }
        };
    }

    /** A matrix whose columns belong to heads, with twice the columns. */
    GgufWriter.TensorSource columns(MemorySegment data, RowSpread spread, long rowBytes) {
        return out -> {
            byte[] row = new byte[Math.toIntExact(rowBytes)];
            byte[] wide = new byte[2 * row.length];
            for (long at = 0; at < data.byteSize(); at += rowBytes) {
                MemorySegment.copy(data, at, MemorySegment.ofArray(row), 0, rowBytes);
                spread.spread(row, wide);
                out.write(ByteBuffer.wrap(wide));
                meter.add(wide.length);
            }
        };
    }

    private void copy(MemorySegment data, WritableByteChannel out) throws IOException {
        for (long at = 0; at < data.byteSize(); at += CHUNK_BYTES) {
            long count = Math.min(CHUNK_BYTES, data.byteSize() - at);
            out.write(data.asSlice(at, count).asByteBuffer());
            meter.add(count);
        }
    }

    private void zeros(long count, WritableByteChannel out) throws IOException {
        for (long left = count; left > 0; left -= ZEROS.capacity()) {
            int part = (int) Math.min(left, ZEROS.capacity());
            out.write(ZEROS.duplicate().limit(part));
            meter.add(part);
        }
    }
}
