package notso.inference.smollm3;

import notso.inference.gguf.GgmlType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/** The bytes of K-quantised super-blocks; the layouts are those of ggml-common.h. */
enum SuperBlockFormat {
    /** Factors, 12 bytes of packed 6-bit scales and minimums, 128 bytes of 4-bit quants. */
    Q4_K(GgmlType.Q4_K, 32, 0) {
        @Override
        void read(byte[] bytes, int at, SuperBlock block) {
            PackedScales.readHeader(bytes, at, block);
            nibbles(bytes, at + HEADER, block);
        }

        @Override
        void write(SuperBlock block, byte[] bytes, int at) {
            PackedScales.writeHeader(block, bytes, at);
            putNibbles(block, bytes, at + HEADER);
        }
    },

    /** As Q4_K, with the fifth bits of the quants in 32 bytes before the others. */
    Q5_K(GgmlType.Q5_K, 32, 0) {
        @Override
        void read(byte[] bytes, int at, SuperBlock block) {
            PackedScales.readHeader(bytes, at, block);
            nibbles(bytes, at + HEADER + FIFTH_BITS, block);
            for (int i = 0; i < SuperBlock.ELEMENTS; i++) {
                int bit = bytes[at + HEADER + i % FIFTH_BITS] >> (i / FIFTH_BITS) & 1;
                block.quants[i] |= (byte) (bit << 4);
            }
        }

        @Override
        void write(SuperBlock block, byte[] bytes, int at) {
            PackedScales.writeHeader(block, bytes, at);
            putNibbles(block, bytes, at + HEADER + FIFTH_BITS);
            Arrays.fill(bytes, at + HEADER, at + HEADER + FIFTH_BITS, (byte) 0);
            for (int i = 0; i < SuperBlock.ELEMENTS; i++) {
                int bit = block.quants[i] >> 4 & 1;
                bytes[at + HEADER + i % FIFTH_BITS] |= (byte) (bit << (i / FIFTH_BITS));
            }
        }
    },

    /**
     * 128 bytes of low nibbles, 64 of upper bit pairs, 16 signed scales, the factor. Quants are
     * stored 32 too high.
     */
    Q6_K(GgmlType.Q6_K, 16, 32) {
        @Override
        void read(byte[] bytes, int at, SuperBlock block) {
            for (int i = 0; i < SuperBlock.ELEMENTS; i++) {
                int low = bytes[at + lowByte(i)] >> lowShift(i) & 15;
                int high = bytes[at + highByte(i)] >> highShift(i) & 3;
                block.quants[i] = (byte) (low | high << 4);
            }
            System.arraycopy(bytes, at + SCALES, block.scales, 0, block.scales.length);
            block.factor = buffer(bytes).getShort(at + FACTOR);
        }

        @Override
        void write(SuperBlock block, byte[] bytes, int at) {
            Arrays.fill(bytes, at, at + SCALES, (byte) 0);
            for (int i = 0; i < SuperBlock.ELEMENTS; i++) {
                bytes[at + lowByte(i)] |= (byte) ((block.quants[i] & 15) << lowShift(i));
                bytes[at + highByte(i)] |= (byte) (block.quants[i] >> 4 << highShift(i));
            }
            System.arraycopy(block.scales, 0, bytes, at + SCALES, block.scales.length);
            buffer(bytes).putShort(at + FACTOR, block.factor);
        }

        /** Each half of 128 numbers is four runs of 32, two of which share their bytes. */
        private int lowByte(int i) {
            return i / 128 * 64 + i % 64;
        }

        private int lowShift(int i) {
            return i % 128 / 64 * 4;
        }

        private int highByte(int i) {
            return 128 + i / 128 * 32 + i % 32;
        }

        private int highShift(int i) {
            return i % 128 / 32 * 2;
        }
    };

    private static final int HEADER = PackedScales.HEADER_BYTES;
    private static final int FIFTH_BITS = 32;
    private static final int SCALES = 192;
    private static final int FACTOR = 208;

    private final GgmlType type;
    private final int subBlockElements;
    private final int zeroQuant;

    SuperBlockFormat(GgmlType type, int subBlockElements, int zeroQuant) {
        this.type = type;
        this.subBlockElements = subBlockElements;
        this.zeroQuant = zeroQuant;
    }

    static Optional<SuperBlockFormat> of(GgmlType type) {
        return Arrays.stream(values()).filter(format -> format.type == type).findFirst();
    }

    /** Takes the block at this place apart. */
    abstract void read(byte[] bytes, int at, SuperBlock block);

    /** Puts a block together again. */
    abstract void write(SuperBlock block, byte[] bytes, int at);

    int blockBytes() {
        return type.blockBytes();
    }

    int subBlockElements() {
        return subBlockElements;
    }

    /** What is stored for the quant of a zero. */
    int zeroQuant() {
        return zeroQuant;
    }

    /** True where heads are whole sub-blocks, and half a super-block is whole heads. */
    boolean splitsAt(int headSize) {
        return headSize % subBlockElements == 0 && SuperBlock.ELEMENTS / 2 % headSize == 0;
    }

    /** Runs of 64 numbers share 32 bytes: the first 32 are the low nibbles. */
    private static void nibbles(byte[] bytes, int at, SuperBlock block) {
        for (int i = 0; i < SuperBlock.ELEMENTS; i++) {
            block.quants[i] = (byte) (bytes[at + i / 64 * 32 + i % 32] >> (i % 64 / 32 * 4) & 15);
        }
    }

    private static void putNibbles(SuperBlock block, byte[] bytes, int at) {
        Arrays.fill(bytes, at, at + SuperBlock.ELEMENTS / 2, (byte) 0);
        for (int i = 0; i < SuperBlock.ELEMENTS; i++) {
            bytes[at + i / 64 * 32 + i % 32] |=
                    (byte) ((block.quants[i] & 15) << (i % 64 / 32 * 4));
        }
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
