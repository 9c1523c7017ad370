package notso.inference.gguf;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/**
 * A list of values of one type, read where it lies: neither numbers nor texts are copied until
 * asked for. Of texts, one position in {@value #STRIDE} is remembered.
 */
public final class GgufArray implements GgufValue {

    /** Type and count stand before the elements. */
    static final int HEADER_BYTES = Integer.BYTES + Long.BYTES;

    static final int STRIDE = 16;

    private final GgufValueType elementType;
    private final int size;
    private final MemorySegment encoded;
    private final long[] textPositions;
    private final List<GgufArray> nested;

    /**
     * @param encoded with type and count
     * @param textPositions where every sixteenth text begins in {@code encoded}; empty for others
     * @param nested the elements of a list of lists; empty for others
     */
    GgufArray(
            GgufValueType elementType,
            int size,
            MemorySegment encoded,
            long[] textPositions,
            List<GgufArray> nested) {
        this.elementType = elementType;
        this.size = size;
        this.encoded = encoded;
        this.textPositions = textPositions;
        this.nested = List.copyOf(nested);
    }

    public static GgufArray ofTexts(List<String> texts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long[] positions = new long[(texts.size() + STRIDE - 1) / STRIDE];
        for (int i = 0; i < texts.size(); i++) {
            if (i % STRIDE == 0) {
                positions[i / STRIDE] = HEADER_BYTES + bytes.size();
            }
            byte[] utf8 = texts.get(i).getBytes(StandardCharsets.UTF_8);
            byte[] length = new byte[Long.BYTES];
            Numbers.putWhole(MemorySegment.ofArray(length), 0, GgufValueType.UINT64, utf8.length);
            bytes.writeBytes(length);
            bytes.writeBytes(utf8);
        }
        return of(GgufValueType.STRING, texts.size(), bytes.toByteArray(), positions, List.of());
    }

    public static GgufArray ofWholes(GgufValueType type, long... values) {
        byte[] elements = new byte[Math.multiplyExact(values.length, type.bytes())];
        MemorySegment target = MemorySegment.ofArray(elements);
        for (int i = 0; i < values.length; i++) {
            Numbers.putWhole(
                    target,
                    (long) i * type.bytes(),
                    type,
                    new GgufValue.Whole(type, values[i]).value());
        }
        return of(type, values.length, elements, new long[0], List.of());
    }

    public static GgufArray ofDecimals(GgufValueType type, double... values) {
        byte[] elements = new byte[Math.multiplyExact(values.length, type.bytes())];
        MemorySegment target = MemorySegment.ofArray(elements);
        for (int i = 0; i < values.length; i++) {
            Numbers.putDecimal(
                    target,
                    (long) i * type.bytes(),
                    type,
                    new GgufValue.Decimal(type, values[i]).value());
        }
        return of(type, values.length, elements, new long[0], List.of());
    }

    public static GgufArray ofFlags(boolean... values) {
        byte[] elements = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            elements[i] = (byte) (values[i] ? 1 : 0);
        }
        return of(GgufValueType.BOOL, values.length, elements, new long[0], List.of());
    }

    public static GgufArray ofArrays(List<GgufArray> values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        values.forEach(value -> bytes.writeBytes(value.encoded.toArray(ValueLayout.JAVA_BYTE)));
        return of(GgufValueType.ARRAY, values.size(), bytes.toByteArray(), new long[0], values);
    }

    private static GgufArray of(
            GgufValueType type,
            int size,
            byte[] elements,
            long[] positions,
            List<GgufArray> nested) {
        MemorySegment encoded = MemorySegment.ofArray(new byte[HEADER_BYTES + elements.length]);
        Numbers.putWhole(encoded, 0, GgufValueType.UINT32, type.id());
        Numbers.putWhole(encoded, Integer.BYTES, GgufValueType.UINT64, size);
        MemorySegment.copy(
                MemorySegment.ofArray(elements), 0, encoded, HEADER_BYTES, elements.length);
        return new GgufArray(type, size, encoded, positions, nested);
    }

    @Override
    public GgufValueType type() {
        return GgufValueType.ARRAY;
    }

    public GgufValueType elementType() {
        return elementType;
    }

    public int size() {
        return size;
    }

    @Override
    public MemorySegment encoded() {
        return encoded;
    }

    /**
     * @throws IllegalArgumentException where the elements are no whole numbers
     */
    public long whole(int index) {
        return Numbers.whole(encoded, position(index), elementType);
    }

    /**
     * @throws IllegalArgumentException where the elements are no numbers
     */
    public double decimal(int index) {
        return Numbers.decimal(encoded, position(index), elementType);
    }

    public boolean flag(int index) {
        require(GgufValueType.BOOL);
        return Numbers.u8(encoded, position(index)) != 0;
    }

    /** What is no valid UTF-8 becomes U+FFFD. */
    public String text(int index) {
        return Numbers.text(encoded, textPosition(index));
    }

    /** The bytes of a text. */
    public MemorySegment utf8(int index) {
        long at = textPosition(index);
        return encoded.asSlice(at + Long.BYTES, Numbers.u64(encoded, at));
    }

    /** The elements of a list of lists. */
    public List<GgufArray> arrays() {
        require(GgufValueType.ARRAY);
        return nested;
    }

    /** A view; each access decodes anew. */
    public List<String> texts() {
        require(GgufValueType.STRING);
        return new View<>(size, index -> text(index));
    }

    /** A view; each access reads anew. */
    public List<Long> wholes() {
        return new View<>(size, index -> whole(index));
    }

    /** A view; each access reads anew. */
    public List<Double> decimals() {
        return new View<>(size, index -> decimal(index));
    }

    private long textPosition(int index) {
        require(GgufValueType.STRING);
        Objects.checkIndex(index, size);
        long at = textPositions[index / STRIDE];
        for (int i = index % STRIDE; i > 0; i--) {
            at += Long.BYTES + Numbers.u64(encoded, at);
        }
        return at;
    }

    private long position(int index) {
        Objects.checkIndex(index, size);
        return HEADER_BYTES + (long) index * elementType.bytes();
    }

    private void require(GgufValueType type) {
        if (elementType != type) {
            throw new IllegalArgumentException("a list of " + elementType + ", not of " + type);
        }
    }

    private static final class View<T> extends AbstractList<T> implements RandomAccess {

        private final int size;
        private final IntFunction<T> element;

        View(int size, IntFunction<T> element) {
            this.size = size;
            this.element = element;
        }

        @Override
        public T get(int index) {
            return element.apply(Objects.checkIndex(index, size));
        }

        @Override
        public int size() {
            return size;
        }
    }
}
