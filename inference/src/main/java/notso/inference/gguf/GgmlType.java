package notso.inference.gguf;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the numbers of a tensor are stored. A row is a whole number of blocks; each block holds
 * {@link #blockElements} numbers in {@link #blockBytes} bytes.
 */
public enum GgmlType {
    F32(0, 1, 4),
    F16(1, 1, 2),
    Q4_0(2, 32, 18),
    Q4_1(3, 32, 20),
    Q5_0(6, 32, 22),
    Q5_1(7, 32, 24),
    Q8_0(8, 32, 34),
    Q8_1(9, 32, 36),
    Q2_K(10, 256, 84),
    Q3_K(11, 256, 110),
    Q4_K(12, 256, 144),
    Q5_K(13, 256, 176),
    Q6_K(14, 256, 210),
    Q8_K(15, 256, 292),
    IQ2_XXS(16, 256, 66),
    IQ2_XS(17, 256, 74),
    IQ3_XXS(18, 256, 98),
    IQ1_S(19, 256, 50),
    IQ4_NL(20, 32, 18),
    IQ3_S(21, 256, 110),
    IQ2_S(22, 256, 82),
    IQ4_XS(23, 256, 136),
    I8(24, 1, 1),
    I16(25, 1, 2),
    I32(26, 1, 4),
    I64(27, 1, 8),
    F64(28, 1, 8),
    IQ1_M(29, 256, 56),
    BF16(30, 1, 2),
    TQ1_0(34, 256, 54),
    TQ2_0(35, 256, 66),
    MXFP4(39, 32, 17),
    NVFP4(40, 64, 36),
    Q1_0(41, 128, 18),
    Q2_0(42, 64, 18);

    /** Types that files may name but that no current program reads any more. */
    private static final Map<Integer, String> REMOVED =
            Map.of(
                    4, "Q4_2",
                    5, "Q4_3",
                    31, "Q4_0_4_4",
                    32, "Q4_0_4_8",
                    33, "Q4_0_8_8",
                    36, "IQ4_NL_4_4",
                    37, "IQ4_NL_4_8",
                    38, "IQ4_NL_8_8");

    private static final Map<Integer, GgmlType> BY_ID =
            Arrays.stream(values()).collect(Collectors.toMap(GgmlType::id, Function.identity()));

    private final int id;
    private final int blockElements;
    private final int blockBytes;

    GgmlType(int id, int blockElements, int blockBytes) {
        this.id = id;
        this.blockElements = blockElements;
        this.blockBytes = blockBytes;
    }

    public static Optional<GgmlType> of(int id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /** The name of a type that was once defined under this id, and is no more. */
    static Optional<String> removedName(int id) {
        return Optional.ofNullable(REMOVED.get(id));
    }

    /** The number that stands for it in a file. */
    public int id() {
        return id;
    }

    public int blockElements() {
        return blockElements;
    }

    public int blockBytes() {
        return blockBytes;
    }

    /**
     * Bytes that so many elements take.
     *
     * @throws IllegalArgumentException where they are no whole number of blocks
     * @throws ArithmeticException where the size exceeds 63 bits
     */
    public long byteSize(long elements) {
        if (elements < 0 || elements % blockElements != 0) {
            throw new IllegalArgumentException(
                    elements + " elements are no whole number of " + this + " blocks");
        }
        return Math.multiplyExact(elements / blockElements, (long) blockBytes);
    }
}
