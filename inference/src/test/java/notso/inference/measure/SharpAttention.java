package notso.inference.measure;

import notso.inference.gguf.GgmlType;
import notso.inference.gguf.GgufFile;
import notso.inference.gguf.GgufTensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Makes the queries of a random model larger, so that its attention picks some positions as that of
 * a trained one does, instead of averaging over all of them.
 */
final class SharpAttention {

    private SharpAttention() {}

    static void apply(Path file, float factor) throws IOException {
        List<GgufTensor> queries;
        try (GgufFile model = GgufFile.open(file)) {
            queries =
                    model.tensors().stream()
                            .filter(tensor -> tensor.name().endsWith("attn_q.weight"))
                            .toList();
        }
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (GgufTensor tensor : queries) {
                scale(
                        channel.map(
                                        FileChannel.MapMode.READ_WRITE,
                                        tensor.offset(),
                                        tensor.byteSize())
                                .order(ByteOrder.LITTLE_ENDIAN),
                        tensor.type(),
                        factor);
            }
        }
    }

    private static void scale(ByteBuffer bytes, GgmlType type, float factor) {
        for (int block = 0; block < bytes.capacity(); block += type.blockBytes()) {
            for (int place : factorPlaces(type)) {
                float before = Float.float16ToFloat(bytes.getShort(block + place));
                bytes.putShort(block + place, Float.floatToFloat16(before * factor));
            }
        }
    }

    /** Where a block has its 16-bit factors. */
    private static int[] factorPlaces(GgmlType type) {
        return switch (type) {
            case F16, Q8_0 -> new int[] {0};
            case Q4_K -> new int[] {0, 2};
            default -> throw new IllegalArgumentException("not " + type);
        };
    }
}
