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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A running host and the connection to it. One thread reads, one watches that the host is alive,
 * and whoever calls writes. Once the host is gone, {@link #lost()} says why; all that it had said
 * before is in the inbox, followed by the end.
 */
final class HostConnection implements AutoCloseable {

    private final HostProcess host;
    private final HostCommand command;
    private final HostInbox inbox = new HostInbox();
    private final HostCalls calls;
    private final AtomicLong heard = new AtomicLong();
    private final AtomicReference<Optional<Problem>> lost = new AtomicReference<>(Optional.empty());
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Object closing = new Object();

    private HostConnection(HostProcess host, HostCommand command) {
        this.host = host;
        this.command = command;
        this.calls = new HostCalls(this, inbox);
    }

    /**
     * Starts a host.
     *
     * @throws EngineException if its process or its engine cannot be started
     */
    static HostConnection open(HostCommand command) {
        HostConnection connection = new HostConnection(HostProcess.start(command), command);
        start("engine-reader", connection::read);
        start("engine-watch", connection::watch);
        return connection;
    }

    /**
     * Waits for the host's engine; to be called once, before anything else.
     *
     * @throws EngineException if the engine cannot be had
     */
    EngineInfo awaitEngine() {
        return calls.awaitReady();
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

    /** Why the host is gone; empty while it is there. */
    Optional<Problem> lost() {
        return lost.get();
    }

    /**
     * @throws FrameException if the message is too large; nothing was sent then
     * @throws IOException if the host is gone, as the inbox will say
     */
    void send(ClientMessage message) throws IOException {
        host.channel().send(message);
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
        }
    }

    /** Ends the host without waiting; {@link #close()} still waits for it. */
    void closeInBackground() {
        lose(new Problem.Cancelled());
        start("engine-close", this::close);
    }

    private void read() {
        try {
            Optional<HostMessage> message;
            while ((message = host.channel().receiveFromHost()).isPresent()) {
                heard.incrementAndGet();
                inbox.add(message.get());
            }
        } catch (FrameException e) {
            lose(
                    new Problem.EngineFailed(
                            command.engine(), "its process sends garbage, " + e.getMessage()));
            host.kill();
        } catch (IOException e) {
            // The end of the connection, as an orderly one is.
        }
        if (lost().isEmpty()) {
            lose(host.death());
        }
        ended.countDown();
        inbox.end();
    }

    /** Counts beats that did not come, not time: a machine that sleeps is not a host that hangs. */
    private void watch() {
        int silent = 0;
        long before = heard.get();
        while (silent <= HostCommand.BEATS) {
            if (sleep(command.beat())) {
                return;
            }
            long now = heard.get();
            silent = now == before ? silent + 1 : 0;
            before = now;
        }
        lose(new Problem.EngineHung(command.longestSilence().toMillis(), host.log().path()));
        host.kill();
    }

    /** True if the connection ended meanwhile. */
    private boolean sleep(Duration time) {
        try {
            return ended.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return true;
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
