package notso.inference.host;

import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.EngineInfo;
import notso.inference.Problem;
import notso.inference.host.HostInbox.Item;
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
    private final HostInbox inbox;
    private int latest = START;

    HostCalls(HostConnection connection, HostInbox inbox) {
        this.connection = connection;
        this.inbox = inbox;
    }

    EngineInfo awaitReady() {
        Waiting waiting = new Waiting(START, _ -> {}, PATIENT);
        return expect(HostMessage.Ready.class, waiting.await()).info();
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
    synchronized <T extends Outcome> T call(
            Class<T> type,
            IntFunction<ClientMessage.Call> request,
            Consumer<HostMessage> meanwhile,
            CancelSignal cancel,
            Duration patience) {
        int id = ++latest;
        connection.lost().ifPresent(HostCalls::fail);
        send(request.apply(id));
        try (var _ = cancel.onCancel(() -> inbox.askCancel(id))) {
            return expect(type, new Waiting(id, meanwhile, patience).await());
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
            // The host is gone; the inbox knows why, or will.
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
        private boolean cancelled;
        private boolean interrupted;
        private Optional<RuntimeException> thrown = Optional.empty();

        Waiting(int call, Consumer<HostMessage> meanwhile, Duration patience) {
            this.call = call;
            this.meanwhile = meanwhile;
            this.patience = patience;
        }

        Outcome await() {
            try {
                while (true) {
                    switch (next()) {
                        case Item.CancelAsked(int id) when id != call -> {}
                        case Item.CancelAsked _ -> cancel();
                        case Item.Ended _ -> fail(connection.lost().orElseThrow());
                        case Item.Heard(Outcome outcome) -> {
                            thrown.ifPresent(
                                    e -> {
                                        throw e;
                                    });
                            return outcome;
                        }
                        case Item.Heard(HostMessage message) -> tell(message);
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        /** An interrupt asks to stop, as a cancel does; the outcome is still waited for. */
        private Item next() {
            try {
                return cancelled
                        ? inbox.poll(patience)
                                .orElseThrow(() -> new EngineException(new Problem.Cancelled()))
                        : inbox.take();
            } catch (InterruptedException e) {
                interrupted = true;
                return new Item.CancelAsked(call);
            }
        }

        private void cancel() {
            if (!cancelled) {
                cancelled = true;
                send(new ClientMessage.Cancel(call));
            }
        }

        private void tell(HostMessage message) {
            if (thrown.isPresent()) {
                return;
            }
            try {
                meanwhile.accept(message);
            } catch (RuntimeException e) {
                thrown = Optional.of(e);
                cancel();
            }
        }
    }
}
