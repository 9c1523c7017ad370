package notso.app;

import javafx.application.Platform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The one way from other threads to the JavaFX thread. However much is handed in, at most one task
 * waits in JavaFX's queue; it carries out all that has gathered by then, in order.
 */
public final class FxGateway implements Executor {

    private final Executor fxThread;
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    public FxGateway() {
        this(Platform::runLater);
    }

    /**
     * @param fxThread runs a task on the JavaFX thread, later
     */
    FxGateway(Executor fxThread) {
        this.fxThread = fxThread;
    }

    @Override
    public void execute(Runnable task) {
        boolean first;
        synchronized (waiting) {
            first = waiting.isEmpty();
            waiting.add(task);
        }
        if (first) {
            fxThread.execute(this::drain);
        }
    }

    /**
     * A consumer for any thread, whose events reach the reader on the JavaFX thread, many at a
     * time.
     *
     * @param reader given all events since it was last called, in order
     */
    public <E> Consumer<E> mailbox(Consumer<List<E>> reader) {
        List<E> letters = new ArrayList<>();
        return letter -> {
            boolean first;
            synchronized (letters) {
                first = letters.isEmpty();
                letters.add(letter);
            }
            if (first) {
                execute(() -> reader.accept(takeAll(letters)));
            }
        };
    }

    private void drain() {
        takeAll(waiting).forEach(FxGateway::run);
    }

    /** One task that fails must not take those after it along. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    private static <T> List<T> takeAll(Collection<T> gathered) {
        synchronized (gathered) {
            List<T> all = List.copyOf(gathered);
            gathered.clear();
            return all;
        }
    }
}
