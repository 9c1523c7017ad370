package notso.inference.host;

import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.EngineInfo;
import notso.inference.Problem;
import notso.inference.host.protocol.ClientMessage;
import notso.inference.host.protocol.FrameChannel;
import notso.inference.host.protocol.FrameException;
import notso.inference.host.protocol.HostMessage;
import notso.inference.host.protocol.HostMessage.Outcome;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Calls to a host, one after another: a request, what comes meanwhile, an outcome. */
final class HostCalls {

    /** Waits for the outcome however long it takes after a cancel. */
    static final Duration PATIENT = Duration.ofDays(1);

    private static final int START = 0;

    private final HostConnection connection;
    private int latest = START;

    HostCalls(HostConnection connection) {
        this.connection = connection;
    }

    EngineInfo awaitReady() {
        connection.turn().lock();
        try {
            Waiting waiting = new Waiting(START, _ -> {}, PATIENT);
            return expect(HostMessage.Ready.class, waiting.await()).info();
        } finally {
            connection.turn().unlock();
        }
    }

    /** A call that nothing can happen in. */
    <T extends Outcome> T call(Class<T> type, IntFunction<ClientMessage.Call> request) {
        return call(type, request, _ -> {}, new CancelSignal(), PATIENT);
    }

    /**
     * @param request makes the call with this id
     * @param meanwhile told of every message before the outcome, on this thread; what it throws is
     *     thrown here, after the call was cancelled and has ended
     * @param patience how long to wait for the outcome after a cancel; then {@link
     *     Problem.Cancelled} is thrown and the connection is of no use any more
     */
    <T extends Outcome> T call(
            Class<T> type,
            IntFunction<ClientMessage.Call> request,
            Consumer<HostMessage> meanwhile,
            CancelSignal cancel,
            Duration patience) {
        if (connection.turn().isHeldByCurrentThread()) {
            throw new IllegalStateException("a call from within another one's events");
        }
        connection.turn().lock();
        try {
            int id = ++latest;
            connection.lost().ifPresent(HostCalls::fail);
            send(request.apply(id));
            Waiting waiting = new Waiting(id, meanwhile, patience);
            try (var _ = cancel.onCancel(waiting::askCancel)) {
                return expect(type, waiting.await());
            }
        } finally {
            connection.turn().unlock();
        }
    }

    private void send(ClientMessage message) {
        try {
            connection.send(message);
        } catch (FrameException e) {
            throw new EngineException(
                    new Problem.InvalidValue(
                            "request", "too large", "at most " + FrameChannel.LONGEST + " bytes"),
                    e);
        } catch (IOException e) {
            // The host is gone; listening to it will tell why.
        }
    }

    private <T extends Outcome> T expect(Class<T> type, Outcome outcome) {
        if (outcome instanceof HostMessage.Failed(Problem problem)) {
            throw new EngineException(problem);
        }
        if (!type.isInstance(outcome)) {
            throw new EngineException(
                    new Problem.EngineFailed(
                            connection.engine(), "its process answers out of turn"));
        }
        return type.cast(outcome);
    }

    private static void fail(Problem problem) {
        throw new EngineException(problem);
    }

    /** One wait for an outcome, on the calling thread. */
    private final class Waiting {

        private final int call;
        private final Consumer<HostMessage> meanwhile;
        private final Duration patience;
        private volatile boolean cancelAsked;
        private Optional<Long> cancelledAt = Optional.empty();
        private boolean interrupted;
        private Optional<RuntimeException> thrown = Optional.empty();

        Waiting(int call, Consumer<HostMessage> meanwhile, Duration patience) {
            this.call = call;
            this.meanwhile = meanwhile;
            this.patience = patience;
        }

        /** From any thread; the socket is left to the one that waits. */
        void askCancel() {
            cancelAsked = true;
            connection.wake();
        }

        Outcome await() {
            try {
                while (true) {
                    Optional<HostMessage> message = connection.hear(patienceLeft());
                    if (message.isPresent()) {
                        if (message.get() instanceof Outcome outcome) {
                            thrown.ifPresent(Waiting::rethrow);
                            return outcome;
                        }
                        tell(message.get());
                    }
                    // An interrupt asks to stop as a cancel does; the outcome is still waited for.
                    interrupted |= Thread.interrupted();
                    if ((cancelAsked || interrupted) && cancelledAt.isEmpty()) {
                        cancelledAt = Optional.of(System.nanoTime());
                        send(new ClientMessage.Cancel(call));
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private Duration patienceLeft() {
            if (cancelledAt.isEmpty()) {
                return patience;
            }
            Duration left = patience.minusNanos(System.nanoTime() - cancelledAt.get());
            if (!left.isPositive()) {
                fail(new Problem.Cancelled());
            }
            return left;
        }

        private void tell(HostMessage message) {
            if (thrown.isPresent()) {
                return;
            }
            try {
                meanwhile.accept(message);
            } catch (RuntimeException e) {
                thrown = Optional.of(e);
                cancelAsked = true;
            }
        }

        private static void rethrow(RuntimeException e) {
            throw e;
        }
    }
}
