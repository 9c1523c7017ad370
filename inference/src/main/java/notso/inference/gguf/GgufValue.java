package notso.inference.gguf;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** One metadata value, as it is in a file or as it shall be written. */
public sealed interface GgufValue
        permits GgufValue.Whole, GgufValue.Decimal, GgufValue.Flag, GgufValue.Text, GgufArray {

    GgufValueType type();

    /** The value's bytes in a file, without the type that stands before them. */
    MemorySegment encoded();

    /**
     * A whole number.
     *
     * @param value two's complement where the type is UINT64
     */
    record Whole(GgufValueType type, long value) implements GgufValue {

        public Whole {
            if (!type.isWhole() || !fits(type, value)) {
                throw new IllegalArgumentException(value + " is no " + type);
            }
        }

        private static boolean fits(GgufValueType type, long value) {
            int bits = 8 * type.bytes();
            return bits == 64
                    || (isUnsigned(type)
                            ? value >>> bits == 0
                            : value >= -(1L << (bits - 1)) && value < 1L << (bits - 1));
        }

        @Override
        public MemorySegment encoded() {
            MemorySegment bytes = MemorySegment.ofArray(new byte[type.bytes()]);
            Numbers.putWhole(bytes, 0, type, value);
            return bytes;
        }
    }

    /** A number with a fraction. */
    record Decimal(GgufValueType type, double value) implements GgufValue {

        public Decimal {
            if (!type.isDecimal()) {
                throw new IllegalArgumentException(type + " holds no fractions");
            }
        }

        @Override
        public MemorySegment encoded() {
            MemorySegment bytes = MemorySegment.ofArray(new byte[type.bytes()]);
            Numbers.putDecimal(bytes, 0, type, value);
            return bytes;
        }
    }

    /** Yes or no. */
    record Flag(boolean value) implements GgufValue {

        @Override
        public GgufValueType type() {
            return GgufValueType.BOOL;
        }

        @Override
        public MemorySegment encoded() {
            return MemorySegment.ofArray(new byte[] {(byte) (value ? 1 : 0)});
        }
    }

    /**
     * A text, not decoded until asked for.
     *
     * @param encoded length (64 bits) and UTF-8 bytes
     */
    record Text(MemorySegment encoded) implements GgufValue {

        public Text {
            if (encoded.byteSize() < Long.BYTES
                    || Numbers.u64(encoded, 0) != encoded.byteSize() - Long.BYTES) {
                throw new IllegalArgumentException("length and bytes of the text differ");
            }
        }

        @Override
        public GgufValueType type() {
            return GgufValueType.STRING;
        }

        /** The text; what is no valid UTF-8 becomes U+FFFD. */
        public String value() {
            return Numbers.text(encoded, 0);
        }
    }

    static GgufValue of(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        MemorySegment encoded = MemorySegment.ofArray(new byte[Long.BYTES + utf8.length]);
        Numbers.putWhole(encoded, 0, GgufValueType.UINT64, utf8.length);
        MemorySegment.copy(MemorySegment.ofArray(utf8), 0, encoded, Long.BYTES, utf8.length);
        return new Text(encoded);
    }

    /** An unsigned number of 32 bits, which is how counts are stored. */
    static GgufValue count(long value) {
        return new Whole(GgufValueType.UINT32, value);
    }

    static GgufValue of(float value) {
        return new Decimal(GgufValueType.FLOAT32, value);
    }

    static GgufValue of(boolean value) {
        return new Flag(value);
    }

    private static boolean isUnsigned(GgufValueType type) {
        return type == GgufValueType.UINT8
                || type == GgufValueType.UINT16
                || type == GgufValueType.UINT32;
    }
}
