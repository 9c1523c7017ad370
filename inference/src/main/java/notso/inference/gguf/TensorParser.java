package notso.inference.gguf;

import java.util.ArrayList;
import java.util.List;

/** Reads one tensor descriptor after another. */
final class TensorParser {

    private final GgufCursor cursor;

    /** A tensor as declared; the offset counts from the beginning of all tensor data. */
    record Descriptor(String name, GgmlType type, List<Long> shape, long byteSize, long offset) {}

    TensorParser(GgufCursor cursor) {
        this.cursor = cursor;
    }

    Descriptor descriptor(int number) {
        String name =
                cursor.name(
                        GgufLimits.TENSOR_NAME_BYTES, "the name of tensor %d".formatted(number));
        String what = "tensor " + Quoted.of(name);
        List<Long> shape = shape(what);
        GgmlType type = type(what);
        long byteSize = byteSize(what, type, shape);
        return new Descriptor(name, type, shape, byteSize, cursor.u64(what));
    }

    private List<Long> shape(String what) {
        int dimensions = cursor.i32(what);
        if (dimensions < 1 || dimensions > GgufLimits.DIMENSIONS) {
            throw cursor.malformed(
                    "%s has %s dimensions instead of 1 to %d"
                            .formatted(
                                    what,
                                    Integer.toUnsignedString(dimensions),
                                    GgufLimits.DIMENSIONS));
        }
        List<Long> shape = new ArrayList<>(dimensions);
        for (int i = 0; i < dimensions; i++) {
            long elements = cursor.u64(what);
            if (elements <= 0) {
                throw cursor.malformed(
                        "%s has a dimension of %s"
                                .formatted(what, Long.toUnsignedString(elements)));
            }
            shape.add(elements);
        }
        return shape;
    }

    private GgmlType type(String what) {
        int id = cursor.i32(what);
        return GgmlType.of(id)
                .orElseThrow(
                        () ->
                                cursor.malformed(
                                        GgmlType.removedName(id)
                                                .map(
                                                        name ->
                                                                "%s has the abandoned type %s"
                                                                        .formatted(what, name))
                                                .orElseGet(
                                                        () ->
                                                                "%s has the unknown type %s"
                                                                        .formatted(
                                                                                what,
                                                                                Integer
                                                                                        .toUnsignedString(
                                                                                                id)))));
    }

    private long byteSize(String what, GgmlType type, List<Long> shape) {
        if (shape.getFirst() % type.blockElements() != 0) {
            throw cursor.malformed(
                    "%s has rows of %,d elements, no multiple of the %d in a %s block"
                            .formatted(what, shape.getFirst(), type.blockElements(), type));
        }
        try {
            return type.byteSize(shape.stream().reduce(1L, Math::multiplyExact));
        } catch (ArithmeticException _) {
            throw cursor.malformed(what + " is larger than any file");
        }
    }
}
