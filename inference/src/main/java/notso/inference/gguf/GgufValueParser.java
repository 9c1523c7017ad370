package notso.inference.gguf;

import java.util.ArrayList;
import java.util.List;

/** Reads one metadata value after another, within the limits of a whole file. */
final class GgufValueParser {

    private final GgufCursor cursor;
    private long texts;
    private long nestedLists;

    GgufValueParser(GgufCursor cursor) {
        this.cursor = cursor;
    }

    GgufValue value(String what) {
        GgufValueType type = type(what);
        long start = cursor.position();
        return switch (type) {
            case UINT8, INT8, UINT16, INT16, UINT32, INT32, UINT64, INT64 -> {
                cursor.skip(type.bytes(), what);
                yield new GgufValue.Whole(type, Numbers.whole(cursor.since(start), 0, type));
            }
            case FLOAT32, FLOAT64 -> {
                cursor.skip(type.bytes(), what);
                yield new GgufValue.Decimal(type, Numbers.decimal(cursor.since(start), 0, type));
            }
            case BOOL -> new GgufValue.Flag(flag(what));
            case STRING -> {
                cursor.skipText(GgufLimits.TEXT_BYTES, what);
                yield new GgufValue.Text(cursor.since(start));
            }
            case ARRAY -> array(what, 1);
        };
    }

    private GgufArray array(String what, int depth) {
        long start = cursor.position();
        GgufValueType type = type(what);
        return switch (type) {
            case UINT8, INT8, UINT16, INT16, UINT32, INT32, UINT64, INT64, FLOAT32, FLOAT64 -> {
                long count = cursor.count(GgufLimits.NUMBERS, type.bytes(), what);
                cursor.skip(count * type.bytes(), what);
                yield plain(type, count, start);
            }
            case BOOL -> {
                long count = cursor.count(GgufLimits.FLAGS, 1, what);
                for (long i = 0; i < count; i++) {
                    flag(what);
                }
                yield plain(type, count, start);
            }
            case STRING -> texts(what, start);
            case ARRAY -> arrays(what, start, depth);
        };
    }

    private GgufArray plain(GgufValueType type, long count, long start) {
        return new GgufArray(type, (int) count, cursor.since(start), new long[0], List.of());
    }

    private GgufArray texts(String what, long start) {
        int count = (int) cursor.count(GgufLimits.TEXTS - texts, Long.BYTES, what);
        texts += count;
        long[] positions = new long[(count + GgufArray.STRIDE - 1) / GgufArray.STRIDE];
        for (int i = 0; i < count; i++) {
            if (i % GgufArray.STRIDE == 0) {
                positions[i / GgufArray.STRIDE] = cursor.position() - start;
            }
            cursor.skipText(GgufLimits.LISTED_TEXT_BYTES, what);
        }
        return new GgufArray(
                GgufValueType.STRING, count, cursor.since(start), positions, List.of());
    }

    private GgufArray arrays(String what, long start, int depth) {
        if (depth >= GgufLimits.NESTING) {
            throw cursor.malformed(
                    "%s nests lists more than %d deep".formatted(what, GgufLimits.NESTING));
        }
        int count =
                (int)
                        cursor.count(
                                GgufLimits.NESTED_LISTS - nestedLists,
                                GgufArray.HEADER_BYTES,
                                what);
        nestedLists += count;
        List<GgufArray> nested = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            nested.add(array(what, depth + 1));
        }
        return new GgufArray(GgufValueType.ARRAY, count, cursor.since(start), new long[0], nested);
    }

    private GgufValueType type(String what) {
        int id = cursor.i32(what);
        return GgufValueType.of(id)
                .orElseThrow(
                        () ->
                                cursor.malformed(
                                        "%s has the unknown type %s"
                                                .formatted(what, Integer.toUnsignedString(id))));
    }

    private boolean flag(String what) {
        int value = cursor.u8(what);
        if (value > 1) {
            throw cursor.malformed("%s is neither yes nor no".formatted(what));
        }
        return value == 1;
    }
}
