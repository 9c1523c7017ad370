package notso.inference.smollm3;

/**
 * The beginning of Q4_K and Q5_K blocks: two 16-bit factors, then eight scales and eight minimums
 * of six bits in twelve bytes. The first four of each fill the low six bits of a byte; the last
 * four have their low nibbles in bytes 8 to 11 and their upper two bits above the first four.
 */
final class PackedScales {

    static final int HEADER_BYTES = 16;

    private static final int FACTORS = 4;
    private static final int SIX_BITS = 63;

    private PackedScales() {}

    static void readHeader(byte[] bytes, int at, SuperBlock block) {
        block.factor = (short) (bytes[at] & 255 | bytes[at + 1] << 8);
        block.offsetFactor = (short) (bytes[at + 2] & 255 | bytes[at + 3] << 8);
        int scales = at + FACTORS;
        int minimums = scales + 4;
        int nibbles = scales + 8;
        for (int i = 0; i < 4; i++) {
            block.scales[i] = (byte) (bytes[scales + i] & SIX_BITS);
            block.minimums[i] = (byte) (bytes[minimums + i] & SIX_BITS);
            block.scales[i + 4] =
                    (byte) (bytes[nibbles + i] & 15 | (bytes[scales + i] >> 6 & 3) << 4);
            block.minimums[i + 4] =
                    (byte) (bytes[nibbles + i] >> 4 & 15 | (bytes[minimums + i] >> 6 & 3) << 4);
        }
    }

    static void writeHeader(SuperBlock block, byte[] bytes, int at) {
        bytes[at] = (byte) block.factor;
        bytes[at + 1] = (byte) (block.factor >> 8);
        bytes[at + 2] = (byte) block.offsetFactor;
        bytes[at + 3] = (byte) (block.offsetFactor >> 8);
        int scales = at + FACTORS;
        for (int i = 0; i < 4; i++) {
            bytes[scales + i] = (byte) (block.scales[i] | block.scales[i + 4] >> 4 << 6);
            bytes[scales + 4 + i] = (byte) (block.minimums[i] | block.minimums[i + 4] >> 4 << 6);
            bytes[scales + 8 + i] =
                    (byte) (block.scales[i + 4] & 15 | (block.minimums[i + 4] & 15) << 4);
        }
    }
}
