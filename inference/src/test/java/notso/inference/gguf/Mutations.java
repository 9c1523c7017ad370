package notso.inference.gguf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Damages a file in one of the ways that files get damaged, by accident or on purpose. */
public final class Mutations {

    private static final long[] SIZES = {
        0, 1, 255, 65_535, 1L << 31, (1L << 32) - 1, 1L << 40, 1L << 60, Long.MAX_VALUE, -1
    };

    private final byte[] original;
    private final int interesting;
    private final SplittableRandom random;

    /**
     * @param interesting where the structure ends and plain numbers begin; most damage is done
     *     before
     */
    public Mutations(byte[] original, int interesting, long seed) {
        this.original = original.clone();
        this.interesting = interesting;
        this.random = new SplittableRandom(seed);
    }

    public byte[] next() {
        byte[] bytes = original.clone();
        int rounds = random.nextInt(4) == 0 ? random.nextInt(2, 20) : 1;
        for (int i = 0; i < rounds; i++) {
            bytes = damaged(bytes);
        }
        return bytes;
    }

    private byte[] damaged(byte[] bytes) {
        if (bytes.length < 32) {
            return bytes;
        }
        int at = position(bytes);
        int run = Math.min(random.nextInt(1, 64), bytes.length - at);
        return switch (random.nextInt(7)) {
            case 0 -> {
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                yield bytes;
            }
            case 1 -> {
                Arrays.fill(bytes, at, at + run, (byte) random.nextInt(256));
                yield bytes;
            }
            case 2 -> {
                int from = position(bytes);
                int length = Math.min(run, bytes.length - from);
                System.arraycopy(bytes, from, bytes, at, Math.min(length, bytes.length - at));
                yield bytes;
            }
            case 3 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 4 -> {
                ByteBuffer.wrap(bytes)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(
                                Math.min(at, bytes.length - Long.BYTES),
                                SIZES[random.nextInt(SIZES.length)]);
                yield bytes;
            }
            case 5 -> {
                ByteBuffer.wrap(bytes)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(Math.min(at, bytes.length - Integer.BYTES), random.nextInt(64));
                yield bytes;
            }
            default -> without(bytes, at, run);
        };
    }

    private static byte[] without(byte[] bytes, int at, int run) {
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - run);
        System.arraycopy(bytes, at + run, shorter, at, bytes.length - at - run);
        return shorter;
    }

    /** Half of them in the first kilobytes, where keys and lengths are dense. */
    private int position(byte[] bytes) {
        int bound =
                switch (random.nextInt(8)) {
                    case 0, 1, 2, 3 -> 1200;
                    case 4, 5, 6 -> interesting;
                    default -> bytes.length;
                };
        return random.nextInt(Math.min(bound, bytes.length));
    }
}
