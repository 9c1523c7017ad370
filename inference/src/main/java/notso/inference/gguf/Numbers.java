package notso.inference.gguf;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** Little-endian numbers and length-prefixed texts at any address. */
final class Numbers {

    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(LITTLE_ENDIAN);

    private Numbers() {}

    static int u8(MemorySegment bytes, long at) {
        return Byte.toUnsignedInt(bytes.get(ValueLayout.JAVA_BYTE, at));
    }

    static int i32(MemorySegment bytes, long at) {
        return bytes.get(INT, at);
    }

    /** Two's complement above 63 bits. */
    static long u64(MemorySegment bytes, long at) {
        return bytes.get(LONG, at);
    }

    static long whole(MemorySegment bytes, long at, GgufValueType type) {
        return switch (type) {
            case UINT8 -> u8(bytes, at);
            case INT8 -> bytes.get(ValueLayout.JAVA_BYTE, at);
            case UINT16 -> Short.toUnsignedLong(bytes.get(SHORT, at));
            case INT16 -> bytes.get(SHORT, at);
            case UINT32 -> Integer.toUnsignedLong(bytes.get(INT, at));
            case INT32 -> bytes.get(INT, at);
            case UINT64, INT64 -> bytes.get(LONG, at);
            case FLOAT32, FLOAT64, BOOL, STRING, ARRAY ->
                    throw new IllegalArgumentException(type + " is no whole number");
        };
    }

    static double decimal(MemorySegment bytes, long at, GgufValueType type) {
        return switch (type) {
            case FLOAT32 -> Float.intBitsToFloat(bytes.get(INT, at));
            case FLOAT64 -> Double.longBitsToDouble(bytes.get(LONG, at));
            case UINT8, INT8, UINT16, INT16, UINT32, INT32, UINT64, INT64 -> whole(bytes, at, type);
            case BOOL, STRING, ARRAY -> throw new IllegalArgumentException(type + " is no number");
        };
    }

    static String text(MemorySegment bytes, long at) {
        return new String(
                bytes.asSlice(at + Long.BYTES, u64(bytes, at)).toArray(ValueLayout.JAVA_BYTE),
                StandardCharsets.UTF_8);
    }

    static void putWhole(MemorySegment bytes, long at, GgufValueType type, long value) {
        switch (type.bytes()) {
            case Byte.BYTES -> bytes.set(ValueLayout.JAVA_BYTE, at, (byte) value);
            case Short.BYTES -> bytes.set(SHORT, at, (short) value);
            case Integer.BYTES -> bytes.set(INT, at, (int) value);
            default -> bytes.set(LONG, at, value);
        }
    }

    static void putDecimal(MemorySegment bytes, long at, GgufValueType type, double value) {
        if (type == GgufValueType.FLOAT32) {
            bytes.set(INT, at, Float.floatToRawIntBits((float) value));
        } else {
            bytes.set(LONG, at, Double.doubleToRawLongBits(value));
        }
    }
}
