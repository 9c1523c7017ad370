package notso.inference.smollm3;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Duration;

/**
 * Sends what was written to the disk while more is being written. Systems with much memory wait
 * with that for seconds, and the disk would stand idle while the processor works.
 */
final class WriteBehind implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Thread thread;
    private volatile boolean finished;

    /**
     * @param channel stays with the caller, who closes this first
     */
    WriteBehind(FileChannel channel) {
        thread = Thread.ofPlatform().daemon().name("write-behind").start(() -> flush(channel));
    }

    private void flush(FileChannel channel) {
        try {
            while (!finished) {
                channel.force(false);
                Thread.sleep(PAUSE);
            }
        } catch (IOException | InterruptedException _) {
            // The writer will meet the same failure and can say what it means.
        }
    }

    /** Waits until the channel is no longer used; never interrupts, which would close it. */
    @Override
    public void close() {
        finished = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
