package notso.inference.scripted;

import notso.inference.CancelSignal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps steps at a rate. Waits are cut short by a cancel signal or an interrupt. */
final class Pace implements AutoCloseable {

    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final CancelSignal.Registration registration;
    private final double nanosPerStep;
    private double due = System.nanoTime();

    /**
     * @param stepsPerSecond 0 waits for nothing
     */
    Pace(double stepsPerSecond, CancelSignal cancel) {
        nanosPerStep = stepsPerSecond == 0 ? 0 : 1e9 / stepsPerSecond;
        registration = cancel.onCancel(cancelled::countDown);
    }

    /**
     * Waits until so many more steps are due.
     *
     * @return false if cancelled
     */
    boolean await(int steps) {
        due += steps * nanosPerStep;
        long wait = (long) (due - System.nanoTime());
        try {
            return nanosPerStep == 0
                    ? cancelled.getCount() > 0
                    : !cancelled.await(wait, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        registration.close();
    }
}
