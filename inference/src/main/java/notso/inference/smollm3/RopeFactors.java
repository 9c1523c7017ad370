package notso.inference.smollm3;

import notso.inference.gguf.GgmlType;
import notso.inference.gguf.GgufWriter;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** The tensor by which a llama model divides the angle of each pair. */
final class RopeFactors {

    private RopeFactors() {}

    /**
     * One factor for each of {@code headSize} pairs: 1 for the first half, {@code still} for the
     * second.
     */
    static void addTo(GgufWriter writer, int headSize, float still) {
        writer.tensor(
                "rope_freqs.weight",
                GgmlType.F32,
                List.of((long) headSize),
                out -> {
                    ByteBuffer factors =
                            ByteBuffer.allocate(headSize * Float.BYTES)
                                    .order(ByteOrder.LITTLE_ENDIAN);
                    for (int pair = 0; pair < headSize; pair++) {
                        factors.putFloat(pair < headSize / 2 ? 1 : still);
                    }
                    out.write(factors.flip());
                });
    }
}
