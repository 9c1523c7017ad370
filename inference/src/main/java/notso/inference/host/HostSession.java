package notso.inference.host;

import notso.inference.CancelSignal;
import notso.inference.Engine;
import notso.inference.EngineException;
import notso.inference.LoadedModel;
import notso.inference.Problem;
import notso.inference.host.protocol.ClientMessage;
import notso.inference.host.protocol.FrameChannel;
import notso.inference.host.protocol.FrameException;
import notso.inference.host.protocol.HostMessage;
import notso.inference.host.protocol.HostMessage.Outcome;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntConsumer;

/**
 * The host's side of a conversation: one thread works, one listens, one beats. Losing the
 * application ends the process on the spot, whatever the engine is doing.
 */
final class HostSession {

    /** Exit codes of a process that ends by itself; 0 is as it should be. */
    static final int CLIENT_GONE = 0;

    static final int GARBLED = 65;

    private final FrameChannel channel;
    private final IntConsumer halt;
    private final BlockingQueue<Work> queue = new LinkedBlockingQueue<>();

    private sealed interface Work {
        record Todo(ClientMessage.Call call, CancelSignal cancel) implements Work {}

        record End() implements Work {}
    }

    /**
     * @param halt ends the process at once
     */
    HostSession(FrameChannel channel, IntConsumer halt) {
        this.channel = channel;
        this.halt = halt;
    }

    /** Opens the engine and serves it until the application asks for the end. */
    void run(String engineId, BackendFactory backends, Duration beat) {
        start("host-beat", () -> beat(beat));
        start("host-listen", this::listen);
        Engine engine;
        try {
            engine = backends.open(engineId);
        } catch (EngineException e) {
            send(new HostMessage.Failed(e.problem()));
            awaitEnd();
            return;
        } catch (RuntimeException | LinkageError e) {
            send(new HostMessage.Failed(unexpected(engineId, e)));
            awaitEnd();
            return;
        }
        try (engine) {
            send(new HostMessage.Ready(engine.info()));
            serve(engine);
        }
    }

    private void serve(Engine engine) {
        Optional<LoadedModel> model = Optional.empty();
        while (take() instanceof Work.Todo(ClientMessage.Call call, CancelSignal cancel)) {
            try {
                if (call instanceof ClientMessage.Load(_, var options)) {
                    model =
                            Optional.of(
                                    engine.load(
                                            options,
                                            step -> send(new HostMessage.Progress(step)),
                                            cancel));
                }
                send(answer(call, engine, model, cancel));
            } catch (EngineException e) {
                send(new HostMessage.Failed(e.problem()));
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                send(new HostMessage.Failed(unexpected(engine.info().id(), e)));
            }
        }
    }

    private Outcome answer(
            ClientMessage.Call call,
            Engine engine,
            Optional<LoadedModel> loaded,
            CancelSignal cancel) {
        if (call instanceof ClientMessage.ListDevices) {
            return new HostMessage.Devices(engine.devices());
        }
        LoadedModel model =
                loaded.orElseThrow(
                        () ->
                                new EngineException(
                                        new Problem.EngineFailed(
                                                engine.info().id(), "no model is loaded")));
        return switch (call) {
            case ClientMessage.ListDevices _ -> new HostMessage.Devices(engine.devices());
            case ClientMessage.Load _ -> new HostMessage.Loaded(model.info());
            case ClientMessage.Tokenize(_, var prompt) ->
                    new HostMessage.Tokens(model.tokenize(prompt));
            case ClientMessage.Generate(_, var request) -> {
                model.generate(request, event -> send(new HostMessage.Event(event)), cancel);
                yield new HostMessage.Generated();
            }
        };
    }

    private void listen() {
        Optional<Work.Todo> latest = Optional.empty();
        try {
            while (true) {
                Optional<ClientMessage> message = channel.receiveFromClient();
                if (message.isEmpty()) {
                    halt.accept(CLIENT_GONE);
                    return;
                }
                switch (message.get()) {
                    case ClientMessage.Call call -> {
                        Work.Todo todo = new Work.Todo(call, new CancelSignal());
                        latest = Optional.of(todo);
                        queue.add(todo);
                    }
                    case ClientMessage.Cancel(int id) ->
                            latest.filter(todo -> todo.call.id() == id)
                                    .ifPresent(todo -> todo.cancel.cancel());
                    case ClientMessage.Close _ -> {
                        latest.ifPresent(todo -> todo.cancel.cancel());
                        queue.add(new Work.End());
                    }
                }
            }
        } catch (FrameException e) {
            System.err.println("The application cannot be understood: " + e.getMessage());
            halt.accept(GARBLED);
        } catch (IOException e) {
            halt.accept(CLIENT_GONE);
        }
    }

    private void beat(Duration beat) {
        while (true) {
            try {
                Thread.sleep(beat);
            } catch (InterruptedException e) {
                return;
            }
            send(new HostMessage.Beat());
        }
    }

    private void send(HostMessage message) {
        try {
            channel.send(message);
        } catch (FrameException e) {
            throw new EngineException(
                    new Problem.InvalidValue("size of the answer", e.getMessage(), "smaller"), e);
        } catch (IOException e) {
            halt.accept(CLIENT_GONE);
        }
    }

    private void awaitEnd() {
        while (!(take() instanceof Work.End)) {
            // Nothing else can be done without an engine.
        }
    }

    private Work take() {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            return new Work.End();
        }
    }

    private static Problem unexpected(String engine, Throwable failure) {
        failure.printStackTrace();
        return new Problem.EngineFailed(engine, failure.toString());
    }

    private static void start(String name, Runnable task) {
        Thread.ofPlatform().daemon().name(name).start(task);
    }
}
