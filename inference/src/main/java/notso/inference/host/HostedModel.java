package notso.inference.host;

import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.GenerationEvent;
import notso.inference.GenerationRequest;
import notso.inference.LoadedModel;
import notso.inference.ModelInfo;
import notso.inference.Problem;
import notso.inference.Prompt;
import notso.inference.host.protocol.ClientMessage;
import notso.inference.host.protocol.HostMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A model in a host's process. Should the process die or hang, the call under way fails with {@link
 * Problem.EngineDied} or {@link Problem.EngineHung} within a second of it being known, and so does
 * every later one.
 */
public final class HostedModel implements LoadedModel {

    private final HostConnection connection;
    private final ModelInfo info;
    private volatile boolean closed;

    HostedModel(HostConnection connection, ModelInfo info) {
        this.connection = connection;
        this.info = info;
    }

    @Override
    public ModelInfo info() {
        return info;
    }

    /** False once it is closed or its process is gone. */
    public boolean isOpen() {
        return !closed && connection.isOpen();
    }

    /** The process that holds the model, to look at its memory. */
    public ProcessHandle process() {
        return connection.process();
    }

    @Override
    public int[] tokenize(Prompt prompt) {
        checkOpen();
        return connection
                .calls()
                .call(HostMessage.Tokens.class, id -> new ClientMessage.Tokenize(id, prompt))
                .ids();
    }

    @Override
    public GenerationEvent.Finished generate(
            GenerationRequest request, Consumer<GenerationEvent> events, CancelSignal cancel) {
        checkOpen();
        List<GenerationEvent.Finished> finished = new ArrayList<>(1);
        connection
                .calls()
                .call(
                        HostMessage.Generated.class,
                        id -> new ClientMessage.Generate(id, request),
                        message -> {
                            if (message instanceof HostMessage.Event(GenerationEvent event)) {
                                if (event instanceof GenerationEvent.Finished end) {
                                    finished.add(end);
                                }
                                events.accept(event);
                            }
                        },
                        cancel,
                        HostCalls.PATIENT);
        return finished.stream().findFirst().orElseThrow(() -> failed("no end was reported"));
    }

    /** Ends the process; a generation in another thread ends as cancelled. */
    @Override
    public void close() {
        closed = true;
        connection.close();
    }

    private void checkOpen() {
        if (closed) {
            throw failed("the model is closed");
        }
    }

    private EngineException failed(String detail) {
        return new EngineException(new Problem.EngineFailed(connection.engine(), detail));
    }
}
