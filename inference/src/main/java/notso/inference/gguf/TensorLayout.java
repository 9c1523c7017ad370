package notso.inference.gguf;

import java.util.Comparator;
import java.util.List;

/** Turns offsets among the tensor data into places in the file, and checks each. */
final class TensorLayout {

    private final GgufCursor cursor;
    private final long dataStart;
    private final int alignment;

    TensorLayout(GgufCursor cursor, long dataStart, int alignment) {
        this.cursor = cursor;
        this.dataStart = dataStart;
        this.alignment = alignment;
    }

    List<GgufTensor> place(List<TensorParser.Descriptor> descriptors) {
        List<GgufTensor> tensors = descriptors.stream().map(this::place).toList();
        List<GgufTensor> sorted =
                tensors.stream().sorted(Comparator.comparingLong(GgufTensor::offset)).toList();
        for (int i = 1; i < sorted.size(); i++) {
            GgufTensor before = sorted.get(i - 1);
            GgufTensor after = sorted.get(i);
            if (before.end() > after.offset()) {
                throw cursor.malformed(
                        "its tensors %s and %s overlap"
                                .formatted(Quoted.of(before.name()), Quoted.of(after.name())));
            }
        }
        return tensors;
    }

    private GgufTensor place(TensorParser.Descriptor tensor) {
        String what = "tensor " + Quoted.of(tensor.name());
        if (tensor.offset() % alignment != 0) {
            throw cursor.malformed(
                    "%s begins at an offset that is no multiple of %d".formatted(what, alignment));
        }
        if (tensor.offset() < 0 || tensor.offset() > Long.MAX_VALUE - dataStart) {
            throw cursor.malformed(
                    "%s begins outside the file, at offset %s"
                            .formatted(what, Long.toUnsignedString(tensor.offset())));
        }
        long start = dataStart + tensor.offset();
        if (start > cursor.size() || tensor.byteSize() > cursor.size() - start) {
            throw cursor.malformed(
                    "it is cut off: %s begins at byte %,d and takes %,d, but the file has %,d"
                            .formatted(what, start, tensor.byteSize(), cursor.size()));
        }
        return new GgufTensor(
                tensor.name(), tensor.type(), tensor.shape(), start, tensor.byteSize());
    }
}
