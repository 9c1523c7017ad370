package notso.inference.gguf;

/**
 * The most of everything that a file may have. Each bound lies far above what published files hold,
 * and low enough that no file makes its reader, or the native code behind it, run out of memory or
 * time.
 */
final class GgufLimits {

    static final int KEYS = 16_384;
    static final int TENSORS = 65_536;
    static final int KEY_BYTES = 65_535;

    /** The native code keeps names in 64 bytes, the last one a zero. */
    static final int TENSOR_NAME_BYTES = 63;

    static final int DIMENSIONS = 4;

    /** Elements of one list of numbers. */
    static final long NUMBERS = 1L << 26;

    /** Elements of one list of flags: each one is looked at. */
    static final long FLAGS = 1L << 20;

    /** Texts in all lists of a file together: each one is walked over when it is opened. */
    static final long TEXTS = 1L << 23;

    /** Lists inside lists, of a file together. */
    static final long NESTED_LISTS = 1L << 16;

    static final int NESTING = 4;

    /** Bytes of one text that stands alone, such as a whole tokenizer as JSON. */
    static final long TEXT_BYTES = 1L << 28;

    /** Bytes of one text that is made a {@link String}. */
    static final long STRING_BYTES = 1L << 24;

    /** Bytes of one text in a list. */
    static final long LISTED_TEXT_BYTES = 1L << 20;

    static final int DEFAULT_ALIGNMENT = 32;
    static final int MIN_ALIGNMENT = 8;
    static final int MAX_ALIGNMENT = 1 << 20;

    private GgufLimits() {}
}
