package notso.app.metrics;

import java.util.Arrays;

/** The latest of many numbers. Not for several threads at once. */
final class Samples {

    private static final int MOST = 1000;

    private final double[] latest = new double[MOST];
    private long count;

    void add(double value) {
        latest[(int) (count % MOST)] = value;
        count++;
    }

    /** How large they are; all zero if there is none. */
    Spread spread() {
        int size = (int) Math.min(count, MOST);
        if (size == 0) {
            return Spread.NONE;
        }
        double[] sorted = Arrays.copyOf(latest, size);
        Arrays.sort(sorted);
        return new Spread(
                latest[(int) ((count - 1) % MOST)],
                sorted[size / 2],
                sorted[Math.min(size - 1, (int) Math.ceil(size * 0.95) - 1)]);
    }
}
