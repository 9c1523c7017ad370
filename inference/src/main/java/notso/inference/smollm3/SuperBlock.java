package notso.inference.smollm3;

import java.util.Arrays;

/**
 * A block of 256 numbers of a K-quantisation, taken apart: number = factor × scale × quant − offset
 * factor × minimum, with one scale and minimum for each sub-block.
 */
final class SuperBlock {

    static final int ELEMENTS = 256;

    private final int subBlockElements;
    final byte[] quants = new byte[ELEMENTS];
    final byte[] scales;
    final byte[] minimums;

    /** The bytes of the 16-bit factors, as they are in the file. */
    short factor;

    short offsetFactor;

    SuperBlock(int subBlockElements) {
        this.subBlockElements = subBlockElements;
        this.scales = new byte[ELEMENTS / subBlockElements];
        this.minimums = new byte[ELEMENTS / subBlockElements];
    }

    /** Makes all numbers zero, and takes over the factors of another block. */
    void silence(SuperBlock other, int zeroQuant) {
        factor = other.factor;
        offsetFactor = other.offsetFactor;
        Arrays.fill(quants, (byte) zeroQuant);
        Arrays.fill(scales, (byte) 0);
        Arrays.fill(minimums, (byte) 0);
    }

    /** Takes one sub-block; both places are the index of its first number. */
    void take(SuperBlock other, int from, int to) {
        System.arraycopy(other.quants, from, quants, to, subBlockElements);
        scales[to / subBlockElements] = other.scales[from / subBlockElements];
        minimums[to / subBlockElements] = other.minimums[from / subBlockElements];
    }
}
