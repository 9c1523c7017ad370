package notso.inference.tokenizer;

import notso.inference.gguf.GgufFile;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** Prints how long the opening of a vocabulary and the counting of a long text take. */
public final class MeasureTokenizer {

    private static final int LONG_TEXT = 100_000;

    private MeasureTokenizer() {}

    /**
     * Called with a GGUF file and a cache folder; run it twice to see a first and a second start.
     */
    public static void main(String[] arguments) throws IOException {
        Path model = Path.of(arguments[0]);
        long start = System.nanoTime();
        GgufFile.open(model).close();
        long checked = System.nanoTime();
        long busyBefore = busyNanos();
        try (GgufTokenizer tokenizer = GgufTokenizer.open(model, Path.of(arguments[1]))) {
            long opened = System.nanoTime();
            long busy = busyNanos();
            System.out.printf(
                    "%,d tokens: reading the file %d ms, opening the tokenizer %d ms"
                            + " (%d ms of them on the processor)%n",
                    tokenizer.vocabularySize(),
                    millis(start, checked),
                    millis(checked, opened),
                    millis(busyBefore, busy));
            String text = "Le vélo est là, 42 km; \t日本語 text\n".repeat(LONG_TEXT / 33);
            for (int round = 0; round < 5; round++) {
                long before = System.nanoTime();
                int count = tokenizer.count(text);
                System.out.printf(
                        "%,d characters, %,d tokens: %d ms%n",
                        text.length(), count, millis(before, System.nanoTime()));
            }
        }
    }

    /** Of this thread; other programs on the machine do not count, as they do on the clock. */
    private static long busyNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long millis(long from, long to) {
        return (to - from) / 1_000_000;
    }
}
