package notso.app.context;

import notso.inference.CancelSignal;
import notso.inference.EngineInfo;
import notso.inference.LoadProgress;
import notso.inference.LoadedModel;
import notso.inference.ModelOptions;
import notso.inference.fixture.Requirement;
import notso.inference.host.HostCommand;
import notso.inference.host.HostedEngine;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** One model in each real engine, every one in a process of its own, started when first needed. */
final class HostedTokenizers implements AutoCloseable {

    private static final int CONTEXT = 256;

    private final Path model;
    private final Path home;
    private final Map<String, Opened> opened = new LinkedHashMap<>();

    /** A model and what its engine says of itself. */
    record Opened(HostedEngine engine, EngineInfo info, LoadedModel model) {}

    /**
     * @param home a folder for what the engines keep
     */
    HostedTokenizers(Path model, Path home) {
        this.model = model;
        this.home = home;
    }

    /** Skips the test where this machine lacks the engine. */
    Opened get(String engine) {
        if (engine.equals("llamacpp")) {
            Requirement.fastEngine();
        }
        return opened.computeIfAbsent(engine, this::open);
    }

    private Opened open(String id) {
        HostCommand command =
                HostCommand.of(id, home.resolve("logs"))
                        .withProperty("notso.home", home.toString());
        HostedEngine engine = new HostedEngine(command);
        LoadedModel loaded =
                engine.load(
                        ModelOptions.of(model).withContextLength(CONTEXT).withThreads(1),
                        LoadProgress.Listener.NONE,
                        new CancelSignal());
        return new Opened(engine, engine.info(), loaded);
    }

    @Override
    public void close() {
        opened.values().forEach(each -> each.engine().close());
    }
}
