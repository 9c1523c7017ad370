package notso.inference.cli.talk;

import notso.inference.CancelSignal;
import notso.inference.EngineInfo;
import notso.inference.LoadProgress;
import notso.inference.ModelOptions;
import notso.inference.cli.console.Console;
import notso.inference.host.HostCommand;
import notso.inference.host.HostedEngine;
import notso.inference.host.RestartingModel;
import notso.inference.model.DataFolder;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * A model that runs in an engine host, with the engine that it runs on.
 *
 * @param model closed with this
 */
public record RunningModel(HostedEngine engine, RestartingModel model) implements AutoCloseable {

    private static final Map<LoadProgress.Phase, String> WORDS =
            Map.of(
                    LoadProgress.Phase.CHECKING, "Checking the model",
                    LoadProgress.Phase.ADAPTING, "Adapting the model (once)",
                    LoadProgress.Phase.LOADING, "Loading the model",
                    LoadProgress.Phase.PREPARING, "Preparing the context");

    /** Loads a model, and shows a person how far that has come. */
    public static RunningModel load(
            String engineName, ModelOptions options, Console console, CancelSignal cancel) {
        Path logs = DataFolder.ofProcess().create().logs();
        HostedEngine engine = new HostedEngine(HostCommand.of(engineName, logs));
        try {
            RestartingModel model =
                    new RestartingModel(
                            engine, options, step -> console.status(words(step)), cancel);
            console.status("");
            return new RunningModel(engine, model);
        } catch (RuntimeException e) {
            console.status("");
            engine.close();
            throw e;
        }
    }

    /** What the engine is and can do. */
    public EngineInfo info() {
        return engine.info();
    }

    @Override
    public void close() {
        model.close();
        engine.close();
    }

    /** How far it is, for a person. */
    public static String words(LoadProgress step) {
        return String.format(
                Locale.ROOT, "%s … %.0f %%", WORDS.get(step.phase()), 100 * step.fraction());
    }
}
