package notso.inference.gguf;

import java.util.Optional;

/** The thirteen types of metadata values, in the order of their ids. */
public enum GgufValueType {
    UINT8(1, "a whole number"),
    INT8(1, "a whole number"),
    UINT16(2, "a whole number"),
    INT16(2, "a whole number"),
    UINT32(4, "a whole number"),
    INT32(4, "a whole number"),
    FLOAT32(4, "a decimal number"),
    BOOL(1, "a yes or no"),
    STRING(0, "text"),
    ARRAY(0, "a list"),
    UINT64(8, "a whole number"),
    INT64(8, "a whole number"),
    FLOAT64(8, "a decimal number");

    private final int bytes;
    private final String words;

    GgufValueType(int bytes, String words) {
        this.bytes = bytes;
        this.words = words;
    }

    public static Optional<GgufValueType> of(int id) {
        return id >= 0 && id < values().length ? Optional.of(values()[id]) : Optional.empty();
    }

    /** The number that stands for it in a file. */
    public int id() {
        return ordinal();
    }

    /** Bytes of one value, 0 where they vary. */
    public int bytes() {
        return bytes;
    }

    public boolean isWhole() {
        return switch (this) {
            case UINT8, INT8, UINT16, INT16, UINT32, INT32, UINT64, INT64 -> true;
            case FLOAT32, FLOAT64, BOOL, STRING, ARRAY -> false;
        };
    }

    public boolean isDecimal() {
        return this == FLOAT32 || this == FLOAT64;
    }

    /** What it is called in a sentence for the user. */
    String words() {
        return words;
    }
}
