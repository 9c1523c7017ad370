package notso.inference.host;

import notso.inference.EngineException;
import notso.inference.EngineInfo;
import notso.inference.Problem;
import notso.inference.host.protocol.ClientMessage;
import notso.inference.host.protocol.FrameException;
import notso.inference.host.protocol.HostMessage;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A running host and the connection to it. Whoever calls it reads what it says; between calls a
 * thread of its own does, to learn of its end. Once the host is gone, {@link #lost()} says why; all
 * that it had said before is heard first.
 */
final class HostConnection implements AutoCloseable {

    private final HostProcess host;
    private final HostCommand command;
    private final HostListener listener;
    private final HostCalls calls = new HostCalls(this);
    private final AtomicReference<Optional<Problem>> lost = new AtomicReference<>(Optional.empty());
    private final Object closing = new Object();

    /** Held by the thread that listens. */
    private final ReentrantLock turn = new ReentrantLock();

    private long lastListened = System.nanoTime();
    private long silentNanos;

    private HostConnection(HostProcess host, HostCommand command, HostListener listener) {
        this.host = host;
        this.command = command;
        this.listener = listener;
    }

    /**
     * Starts a host.
     *
     * @throws EngineException if its process cannot be started
     */
    static HostConnection open(HostCommand command) {
        HostProcess host = HostProcess.start(command);
        try {
            return new HostConnection(host, command, new HostListener(host.connection()));
        } catch (IOException e) {
            host.kill();
            throw new EngineException(
                    new Problem.EngineFailed(command.engine(), "its process cannot be heard"), e);
        }
    }

    /**
     * Waits for the host's engine; to be called once, before anything else.
     *
     * @throws EngineException if the engine cannot be had
     */
    EngineInfo awaitEngine() {
        EngineInfo engine = calls.awaitReady();
        start("engine-watch", this::watch);
        host.process().onExit().thenRun(this::listenBetweenCalls);
        return engine;
    }

    HostCalls calls() {
        return calls;
    }

    String engine() {
        return command.engine();
    }

    ProcessHandle process() {
        return host.process().toHandle();
    }

    boolean isOpen() {
        return lost().isEmpty() && host.process().isAlive();
    }

    /** Why the host is gone; empty as long as that is not known. */
    Optional<Problem> lost() {
        return lost.get();
    }

    /** To be held while listening. */
    ReentrantLock turn() {
        return turn;
    }

    /**
     * @throws FrameException if the message is too large; nothing was sent then
     * @throws IOException if the host is gone, as {@link #hear} will say
     */
    void send(ClientMessage message) throws IOException {
        host.connection().channel().send(message);
    }

    /** Ends a wait in {@link #hear}. */
    void wake() {
        listener.wake();
    }

    /**
     * Waits for the host's next words; empty after this time, after a sign of life, when woken or
     * interrupted.
     *
     * @throws EngineException if the host is gone or has been silent for too long
     */
    Optional<HostMessage> hear(Duration most) {
        Duration beat = command.beat();
        try {
            Optional<HostMessage> message = listener.await(most.compareTo(beat) < 0 ? most : beat);
            watchSilence(message.isPresent(), beat.toNanos());
            return message.filter(said -> !(said instanceof HostMessage.Beat));
        } catch (FrameException e) {
            lose(
                    new Problem.EngineFailed(
                            command.engine(), "its process sends garbage, " + e.getMessage()));
            host.kill();
        } catch (IOException e) {
            if (lost().isEmpty()) {
                lose(host.death());
            }
        }
        throw new EngineException(lost().orElseThrow());
    }

    /** Ends the host and waits until its memory is given back. Closing twice does no harm. */
    @Override
    public void close() {
        synchronized (closing) {
            lose(new Problem.Cancelled());
            try {
                send(new ClientMessage.Close());
            } catch (IOException e) {
                // It is gone already.
            }
            host.awaitEnd();
            closeListener();
        }
    }

    /** Ends the host without waiting; {@link #close()} still waits for it. */
    void closeInBackground() {
        lose(new Problem.Cancelled());
        start("engine-close", this::close);
    }

    private void closeListener() {
        wake();
        turn.lock();
        try {
            listener.close();
        } catch (IOException e) {
            // Nothing more is expected from it.
        } finally {
            turn.unlock();
        }
    }

    /** Adds up short waits: a machine that slept for an hour is not a host that hangs. */
    private void watchSilence(boolean heard, long beatNanos) throws IOException {
        long now = System.nanoTime();
        silentNanos = heard ? 0 : silentNanos + Math.min(now - lastListened, 2 * beatNanos);
        lastListened = now;
        if (silentNanos > command.longestSilence().toNanos()) {
            lose(new Problem.EngineHung(command.longestSilence().toMillis(), host.log().path()));
            host.kill();
            throw new IOException("silence");
        }
    }

    private void watch() {
        while (lost().isEmpty()) {
            try {
                Thread.sleep(command.beat());
            } catch (InterruptedException e) {
                return;
            }
            listenBetweenCalls();
        }
    }

    /** Nothing but signs of life and the end can be heard between calls. */
    private void listenBetweenCalls() {
        if (!turn.tryLock()) {
            return;
        }
        try {
            long before = lastListened;
            while (lost().isEmpty() && (silentNanos == 0 || before == lastListened)) {
                hear(Duration.ZERO);
            }
        } catch (EngineException e) {
            // Kept as the reason.
        } finally {
            turn.unlock();
        }
    }

    /** The first reason counts. */
    private void lose(Problem reason) {
        lost.updateAndGet(known -> known.or(() -> Optional.of(reason)));
    }

    private static void start(String name, Runnable task) {
        Thread.ofPlatform().daemon().name(name).start(task);
    }
}
