package notso.inference.gguf;

import java.util.List;

/**
 * Where a tensor lies in its file.
 *
 * @param shape elements along each of one to four dimensions, the innermost (a row) first
 * @param offset bytes from the beginning of the file
 * @param byteSize bytes of its data, without padding
 */
public record GgufTensor(String name, GgmlType type, List<Long> shape, long offset, long byteSize) {

    public GgufTensor {
        shape = List.copyOf(shape);
    }

    public long elements() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    /** Elements along a dimension, 1 where it has no such one. */
    public long dimension(int index) {
        return index < shape.size() ? shape.get(index) : 1;
    }

    /** Bytes from one row to the next. */
    public long rowBytes() {
        return type.byteSize(dimension(0));
    }

    /** The first byte behind it. */
    public long end() {
        return offset + byteSize;
    }
}
