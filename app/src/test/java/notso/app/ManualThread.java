package notso.app;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Stands for the JavaFX thread: a test runs what was handed to it, when the test likes. */
public final class ManualThread implements Executor {

    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private int run;

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /** How many tasks wait. */
    public int waiting() {
        return tasks.size();
    }

    /** How many tasks it has run. */
    public int run() {
        return run;
    }

    /** Runs tasks as they come until something holds. */
    public void runUntil(BooleanSupplier holds) {
        while (!holds.getAsBoolean()) {
            try {
                Runnable task = tasks.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (task == null) {
                    throw new AssertionError("nothing more happens");
                }
                run++;
                task.run();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
