package notso.inference;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Asks a running operation to stop, from any thread. Once cancelled it stays so; use a new one for
 * each operation.
 */
public final class CancelSignal {

    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Asks to stop. The first call runs the listeners on this thread; later calls do nothing. */
    public void cancel() {
        if (cancelled.compareAndSet(false, true)) {
            listeners.forEach(this::runOnce);
        }
    }

    public boolean isCancelled() {
        return cancelled.get();
    }

    /**
     * Runs {@code listener} once when cancelled, at once if that has happened already.
     *
     * @return removes the listener when closed
     */
    public Registration onCancel(Runnable listener) {
        Runnable registered = listener::run;
        listeners.add(registered);
        if (cancelled.get()) {
            runOnce(registered);
        }
        return () -> listeners.remove(registered);
    }

    private void runOnce(Runnable listener) {
        if (listeners.remove(listener)) {
            listener.run();
        }
    }

    /** A listener that can be taken back. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
