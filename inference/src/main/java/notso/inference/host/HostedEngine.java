package notso.inference.host;

import notso.inference.CancelSignal;
import notso.inference.Device;
import notso.inference.Engine;
import notso.inference.EngineException;
import notso.inference.EngineInfo;
import notso.inference.LoadProgress;
import notso.inference.ModelOptions;
import notso.inference.Problem;
import notso.inference.host.protocol.ClientMessage;
import notso.inference.host.protocol.HostMessage;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An engine whose models live in processes of their own, one each. A process that was started to
 * answer {@link #info()} or {@link #devices()} serves the next model.
 */
public final class HostedEngine implements Engine {

    /** What a cancelled load may take before its process is left to itself to end. */
    private static final Duration LOAD_PATIENCE = Duration.ofMillis(150);

    private final HostCommand command;
    private Optional<EngineInfo> info = Optional.empty();
    private Optional<HostConnection> spare = Optional.empty();
    private Optional<HostedModel> model = Optional.empty();
    private Optional<HostConnection> ending = Optional.empty();

    /** Starts nothing yet. */
    public HostedEngine(HostCommand command) {
        this.command = command;
    }

    /**
     * Starts a process the first time, to ask it.
     *
     * @throws EngineException if the engine cannot be had on this machine
     */
    @Override
    public EngineInfo info() {
        if (info.isEmpty()) {
            keep(connect());
        }
        return info.orElseThrow();
    }

    @Override
    public List<Device> devices() {
        HostConnection connection = connect();
        List<Device> devices =
                connection
                        .calls()
                        .call(HostMessage.Devices.class, ClientMessage.ListDevices::new)
                        .devices();
        keep(connection);
        return devices;
    }

    /** Ends the process of the model before, then loads in another one. */
    @Override
    public HostedModel load(
            ModelOptions options, LoadProgress.Listener progress, CancelSignal cancel) {
        model.ifPresent(HostedModel::close);
        model = Optional.empty();
        if (cancel.isCancelled()) {
            throw new EngineException(new Problem.Cancelled());
        }
        HostConnection connection = connect();
        try {
            HostMessage.Loaded loaded =
                    connection
                            .calls()
                            .call(
                                    HostMessage.Loaded.class,
                                    id -> new ClientMessage.Load(id, options),
                                    message -> forward(message, progress),
                                    cancel,
                                    LOAD_PATIENCE);
            HostedModel opened = new HostedModel(connection, loaded.info());
            model = Optional.of(opened);
            return opened;
        } catch (RuntimeException e) {
            // A failed load may leave memory behind; the end of the process does not.
            connection.closeInBackground();
            ending = Optional.of(connection);
            throw e;
        }
    }

    @Override
    public void close() {
        model.ifPresent(HostedModel::close);
        model = Optional.empty();
        spare.ifPresent(HostConnection::close);
        spare = Optional.empty();
        awaitEnding();
    }

    private static void forward(HostMessage message, LoadProgress.Listener progress) {
        if (message instanceof HostMessage.Progress(LoadProgress step)) {
            progress.progress(step);
        }
    }

    /** The spare host, or a new one. */
    private HostConnection connect() {
        awaitEnding();
        Optional<HostConnection> waiting = spare;
        spare = Optional.empty();
        if (waiting.filter(HostConnection::isOpen).isPresent()) {
            return waiting.get();
        }
        waiting.ifPresent(HostConnection::close);
        HostConnection connection = HostConnection.open(command);
        try {
            info = Optional.of(connection.awaitEngine());
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    private void keep(HostConnection connection) {
        if (model.filter(HostedModel::isOpen).isPresent()) {
            connection.close();
        } else {
            spare = Optional.of(connection);
        }
    }

    private void awaitEnding() {
        ending.ifPresent(HostConnection::close);
        ending = Optional.empty();
    }
}
