package notso.inference.gguf;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a GGUF file of version 3. Keys and tensors are declared first; the tensors' bytes are
 * asked for one tensor at a time while the file is written, so that none needs to be in memory
 * whole.
 */
public final class GgufWriter {

    private final Map<String, GgufValue> metadata = new LinkedHashMap<>();
    private final List<Planned> tensors = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();

    /** Supplies the bytes of one tensor. */
    @FunctionalInterface
    public interface TensorSource {

        /** Writes exactly as many bytes as the tensor takes. */
        void writeTo(WritableByteChannel out) throws IOException;
    }

    private record Planned(
            String name, GgmlType type, List<Long> shape, long byteSize, TensorSource source) {}

    /** Adds a key, or changes its value where it is already there, in place. */
    public GgufWriter metadata(String key, GgufValue value) {
        checkName(key, GgufLimits.KEY_BYTES);
        metadata.put(key, value);
        return this;
    }

    /**
     * Adds a tensor behind those before.
     *
     * @param shape the row's length first
     */
    public GgufWriter tensor(String name, GgmlType type, List<Long> shape, TensorSource source) {
        checkName(name, GgufLimits.TENSOR_NAME_BYTES);
        if (!names.add(name)) {
            throw new IllegalArgumentException("the tensor " + name + " is there already");
        }
        if (shape.isEmpty()
                || shape.size() > GgufLimits.DIMENSIONS
                || shape.stream().anyMatch(dimension -> dimension <= 0)
                || shape.getFirst() % type.blockElements() != 0) {
            throw new IllegalArgumentException(
                    "the tensor %s of type %s cannot have the shape %s"
                            .formatted(name, type, shape));
        }
        long byteSize = type.byteSize(shape.stream().reduce(1L, Math::multiplyExact));
        tensors.add(new Planned(name, type, List.copyOf(shape), byteSize, source));
        return this;
    }

    /** Bytes that the file will take. */
    public long size() {
        long size = padded(headerBytes());
        for (Planned tensor : tensors) {
            size += padded(tensor.byteSize());
        }
        return tensors.isEmpty() ? headerBytes() : size;
    }

    /** Writes a new file; one that is there is replaced. */
    public void writeTo(Path path) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            writeTo(channel);
        }
    }

    /** Writes from where the channel stands, and leaves it open. */
    public void writeTo(WritableByteChannel channel) throws IOException {
        GgufOutput out = new GgufOutput(channel);
        out.u32(GgufParser.MAGIC);
        out.u32(3);
        out.u64(tensors.size());
        out.u64(metadata.size());
        for (Map.Entry<String, GgufValue> entry : metadata.entrySet()) {
            out.text(entry.getKey());
            out.u32(entry.getValue().type().id());
            out.bytes(entry.getValue().encoded());
        }
        long offset = 0;
        for (Planned tensor : tensors) {
            out.text(tensor.name());
            out.u32(tensor.shape().size());
            for (long dimension : tensor.shape()) {
                out.u64(dimension);
            }
            out.u32(tensor.type().id());
            out.u64(offset);
            offset += padded(tensor.byteSize());
        }
        for (Planned tensor : tensors) {
            out.pad(alignment());
            long start = out.position();
            tensor.source().writeTo(out);
            if (out.position() - start != tensor.byteSize()) {
                throw new IllegalStateException(
                        "the tensor %s takes %d bytes, but %d were supplied"
                                .formatted(
                                        tensor.name(), tensor.byteSize(), out.position() - start));
            }
        }
        if (!tensors.isEmpty()) {
            out.pad(alignment());
        }
        out.flush();
    }

    private long headerBytes() {
        long bytes = GgufParser.HEADER_BYTES;
        for (Map.Entry<String, GgufValue> entry : metadata.entrySet()) {
            bytes +=
                    textBytes(entry.getKey())
                            + Integer.BYTES
                            + entry.getValue().encoded().byteSize();
        }
        for (Planned tensor : tensors) {
            bytes +=
                    textBytes(tensor.name())
                            + 2 * Integer.BYTES
                            + (tensor.shape().size() + 1L) * Long.BYTES;
        }
        return bytes;
    }

    private static long textBytes(String text) {
        return Long.BYTES + (long) text.getBytes(StandardCharsets.UTF_8).length;
    }

    private long padded(long bytes) {
        return Math.ceilDiv(bytes, (long) alignment()) * alignment();
    }

    private int alignment() {
        return metadata.get("general.alignment") instanceof GgufValue.Whole(var _, long bytes)
                ? Math.toIntExact(bytes)
                : GgufLimits.DEFAULT_ALIGNMENT;
    }

    private static void checkName(String name, int most) {
        if (name.isEmpty()
                || name.getBytes(StandardCharsets.UTF_8).length > most
                || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("no name for a file: " + Quoted.of(name));
        }
    }
}
