package notso.inference.gguf;

import notso.inference.EngineException;
import notso.inference.Problem;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Tells model files apart by what they contain, in a fraction of the time that reading all of them
 * takes: a SHA-256 over the file's size, the place, type and shape of every tensor, all metadata,
 * and samples of the weights: both ends of each tensor, and 16 KiB of every 4 MiB. Two models, two
 * quantisations or two trainings of one model differ in nearly all of that; so does a file that
 * lost a whole disk extent.
 */
public final class ContentKey {

    private static final int END_BYTES = 1 << 13;
    private static final int SAMPLE_BYTES = 1 << 14;
    private static final long SAMPLE_STEP = 1L << 22;

    private ContentKey() {}

    /**
     * The key of a file, in hexadecimal digits.
     *
     * @throws EngineException with {@link Problem.FileUnreadable} if the file became shorter
     */
    public static String of(GgufFile file) {
        MessageDigest digest = sha256();
        try {
            add(digest, file);
        } catch (InternalError e) {
            // How the JVM reports a mapped page that the file no longer has.
            throw new EngineException(
                    new Problem.FileUnreadable(file.path(), "it became shorter while it was read"),
                    e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, GgufFile file) {
        add(digest, Long.toString(file.size()));
        file.metadata()
                .values()
                .forEach(
                        (key, value) -> {
                            add(digest, key);
                            add(digest, value.encoded());
                        });
        for (GgufTensor tensor : file.tensors()) {
            add(digest, tensor.name());
            add(digest, tensor.type().name());
            tensor.shape().forEach(length -> add(digest, Long.toString(length)));
            add(digest, Long.toString(tensor.offset()));
            sample(digest, file.data(tensor));
        }
    }

    private static void sample(MessageDigest digest, MemorySegment data) {
        long size = data.byteSize();
        add(digest, data.asSlice(0, Math.min(END_BYTES, size)));
        for (long at = SAMPLE_STEP; at < size; at += SAMPLE_STEP) {
            add(digest, data.asSlice(at, Math.min(SAMPLE_BYTES, size - at)));
        }
        long end = Math.max(0, size - END_BYTES);
        add(digest, data.asSlice(end, size - end));
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static void add(MessageDigest digest, MemorySegment bytes) {
        ByteBuffer buffer = bytes.asByteBuffer();
        digest.update(buffer);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
