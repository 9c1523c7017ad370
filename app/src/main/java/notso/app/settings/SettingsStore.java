package notso.app.settings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The settings in force. A change is in force at once and in the file within a second, or at the
 * latest when the store is closed. From any thread.
 */
public final class SettingsStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsStore.class);
    private static final long SAVE_MILLIS = 800;
    private static final long RETRY_MILLIS = 10_000;
    private static final long CLOSE_SECONDS = 5;

    private final SettingsFile file;
    private final Path path;
    private final Consumer<SettingsNotice> notices;
    private final List<Consumer<Settings>> observers = new CopyOnWriteArrayList<>();
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().name("settings").daemon().factory());

    private final Set<Setting<?>> unsaved = new HashSet<>();
    private volatile Settings current;
    private boolean isScheduled;
    private boolean isFailing;

    private SettingsStore(Path path, Consumer<SettingsNotice> notices) {
        this.path = path;
        this.notices = notices;
        this.file = new SettingsFile(path, notices);
        this.current = file.read();
    }

    /**
     * Reads the file, which need not be there. Blocks.
     *
     * @param notices told now and later, on the thread that meets the problem
     */
    public static SettingsStore open(Path path, Consumer<SettingsNotice> notices) {
        return new SettingsStore(path, notices);
    }

    public Settings current() {
        return current;
    }

    /** Changes settings; those who observe are told on this thread. */
    public void update(UnaryOperator<Settings> change) {
        Settings changed;
        synchronized (this) {
            changed = change.apply(current);
            Set<Setting<?>> differences = changed.differencesTo(current);
            if (differences.isEmpty()) {
                return;
            }
            unsaved.addAll(differences);
            current = changed;
            schedule(SAVE_MILLIS);
        }
        observers.forEach(observer -> observer.accept(changed));
    }

    public <T> void set(Setting<T> setting, T value) {
        update(settings -> settings.with(setting, value));
    }

    /**
     * Has this told of every change.
     *
     * @return ends that when it is run
     */
    public Runnable observe(Consumer<Settings> observer) {
        observers.add(observer);
        return () -> observers.remove(observer);
    }

    private synchronized void schedule(long millis) {
        if (!isScheduled && !thread.isShutdown()) {
            isScheduled = true;
            thread.schedule(this::save, millis, TimeUnit.MILLISECONDS);
        }
    }

    private void save() {
        Set<Setting<?>> saving;
        Settings settings;
        synchronized (this) {
            isScheduled = false;
            saving = Set.copyOf(unsaved);
            settings = current;
            unsaved.clear();
        }
        if (saving.isEmpty()) {
            return;
        }
        try {
            file.write(settings, saving);
            isFailing = false;
        } catch (IOException | RuntimeException e) {
            synchronized (this) {
                unsaved.addAll(saving);
            }
            tell(e);
            schedule(RETRY_MILLIS);
        }
    }

    private void tell(Exception e) {
        LOG.info("The settings cannot be written", e);
        if (!isFailing) {
            isFailing = true;
            notices.accept(new SettingsNotice.NotSaved(path, String.valueOf(e.getMessage())));
        }
    }

    /** Writes what is not written yet. */
    @Override
    public void close() {
        if (thread.isShutdown()) {
            return;
        }
        thread.getQueue().clear();
        thread.execute(this::save);
        thread.shutdown();
        try {
            boolean _ = thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
