package notso.inference.gguf;

import notso.inference.EngineException;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads and checks header, metadata and tensor descriptors, in the order of a file. */
final class GgufParser {

    /** The letters GGUF. */
    static final int MAGIC = 0x46554747;

    static final int HEADER_BYTES = 2 * Integer.BYTES + 2 * Long.BYTES;

    /** Length, one letter, type, one byte. */
    private static final int SHORTEST_KEY = Long.BYTES + 1 + Integer.BYTES + 1;

    /** Length, one letter, dimension count, one dimension, type, offset. */
    private static final int SHORTEST_TENSOR =
            Long.BYTES + 1 + Integer.BYTES + Long.BYTES + Integer.BYTES + Long.BYTES;

    private final Path path;
    private final GgufCursor cursor;

    /** What a file declares of itself; the tensors' offsets are from its beginning. */
    record Contents(
            int version,
            GgufMetadata metadata,
            int alignment,
            long dataStart,
            List<GgufTensor> tensors) {}

    GgufParser(Path path, MemorySegment bytes) {
        this.path = path;
        this.cursor = new GgufCursor(path, bytes);
    }

    /**
     * @throws EngineException at the first thing that is wrong
     */
    Contents parse() {
        int version = version();
        int tensorCount = (int) cursor.count(GgufLimits.TENSORS, 1, "the number of tensors");
        int keyCount = (int) cursor.count(GgufLimits.KEYS, 1, "the number of keys");
        if ((long) keyCount * SHORTEST_KEY + (long) tensorCount * SHORTEST_TENSOR
                > cursor.remaining()) {
            throw cursor.malformed(
                    "it is cut off: %,d bytes cannot hold %,d keys and %,d tensors"
                            .formatted(cursor.size(), keyCount, tensorCount));
        }
        GgufMetadata metadata = new GgufMetadata(path, keys(keyCount));
        int alignment = alignment(metadata);
        List<TensorParser.Descriptor> descriptors = descriptors(tensorCount);
        long dataStart = Math.ceilDiv(cursor.position(), (long) alignment) * alignment;
        return new Contents(
                version,
                metadata,
                alignment,
                dataStart,
                new TensorLayout(cursor, dataStart, alignment).place(descriptors));
    }

    private int version() {
        if (cursor.size() == 0) {
            throw cursor.malformed("it is empty");
        }
        if (cursor.size() < Integer.BYTES || cursor.i32("the first letters") != MAGIC) {
            throw cursor.malformed("it does not begin with the letters GGUF");
        }
        if (cursor.size() < HEADER_BYTES) {
            throw cursor.cutOff("its header");
        }
        int version = cursor.i32("the version");
        if (version != 0 && (version & 0xffff) == 0) {
            throw cursor.malformed("it is written for big-endian machines");
        }
        if (version == 1) {
            throw cursor.malformed("it has the outdated GGUF version 1");
        }
        if (version != 2 && version != 3) {
            throw cursor.malformed(
                    "it has the unknown GGUF version " + Integer.toUnsignedString(version));
        }
        return version;
    }

    private Map<String, GgufValue> keys(int count) {
        Map<String, GgufValue> values = LinkedHashMap.newLinkedHashMap(count);
        GgufValueParser parser = new GgufValueParser(cursor);
        for (int i = 0; i < count; i++) {
            String key = cursor.name(GgufLimits.KEY_BYTES, "the name of key %d".formatted(i + 1));
            GgufValue value = parser.value("key " + Quoted.of(key));
            if (values.putIfAbsent(key, value) != null) {
                throw cursor.malformed("it has the key %s twice".formatted(Quoted.of(key)));
            }
        }
        return values;
    }

    private int alignment(GgufMetadata metadata) {
        GgufValue value =
                metadata.value("general.alignment")
                        .orElseGet(() -> GgufValue.count(GgufLimits.DEFAULT_ALIGNMENT));
        if (value instanceof GgufValue.Whole(GgufValueType type, long bytes)
                && type == GgufValueType.UINT32
                && bytes >= GgufLimits.MIN_ALIGNMENT
                && bytes <= GgufLimits.MAX_ALIGNMENT
                && Long.bitCount(bytes) == 1) {
            return (int) bytes;
        }
        throw cursor.malformed(
                "its alignment is no power of two from %d to %,d"
                        .formatted(GgufLimits.MIN_ALIGNMENT, GgufLimits.MAX_ALIGNMENT));
    }

    private List<TensorParser.Descriptor> descriptors(int count) {
        List<TensorParser.Descriptor> descriptors = new ArrayList<>(count);
        Set<String> names = HashSet.newHashSet(count);
        TensorParser parser = new TensorParser(cursor);
        for (int i = 0; i < count; i++) {
            TensorParser.Descriptor descriptor = parser.descriptor(i + 1);
            if (!names.add(descriptor.name())) {
                throw cursor.malformed(
                        "it has the tensor %s twice".formatted(Quoted.of(descriptor.name())));
            }
            descriptors.add(descriptor);
        }
        return descriptors;
    }
}
