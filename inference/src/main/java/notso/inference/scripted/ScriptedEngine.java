package notso.inference.scripted;

import notso.inference.Ability;
import notso.inference.CancelSignal;
import notso.inference.Device;
import notso.inference.Engine;
import notso.inference.EngineException;
import notso.inference.EngineInfo;
import notso.inference.LoadProgress;
import notso.inference.LoadedModel;
import notso.inference.ModelOptions;
import notso.inference.Problem;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Answers from a {@link Script}. It reads no file: any path loads, and the model's name says that
 * it is a demo.
 */
public final class ScriptedEngine implements Engine {

    /** The name of this engine in settings and on the command line. */
    public static final String ID = "scripted";

    /** The name of the model, whatever path was asked for. */
    public static final String MODEL_NAME = "Built-in demo";

    private static final EngineInfo INFO =
            new EngineInfo(
                    ID,
                    "1",
                    Set.of(
                            Ability.LOAD_PROGRESS,
                            Ability.CANCEL_IN_PROMPT,
                            Ability.PROMPT_PROGRESS,
                            Ability.TOKEN_IDS,
                            Ability.SPECIAL_TOKENS,
                            Ability.UNLOAD));

    private final Script script;
    private final double tokensPerSecond;
    private Optional<ScriptedModel> loaded = Optional.empty();

    /**
     * @param tokensPerSecond the rate of generation, 0 for as fast as possible; a prompt is read
     *     {@value ScriptedModel#PROMPT_SPEED} times as fast
     */
    public ScriptedEngine(Script script, double tokensPerSecond) {
        if (!(tokensPerSecond >= 0)) {
            throw new EngineException(
                    new Problem.InvalidValue("token rate", "" + tokensPerSecond, "0 or more"));
        }
        this.script = script;
        this.tokensPerSecond = tokensPerSecond;
    }

    @Override
    public EngineInfo info() {
        return INFO;
    }

    @Override
    public List<Device> devices() {
        return List.of(new Device("CPU", MODEL_NAME, Device.Kind.CPU, 0, 0));
    }

    @Override
    public LoadedModel load(
            ModelOptions options, LoadProgress.Listener progress, CancelSignal cancel) {
        close();
        for (LoadProgress.Phase phase :
                List.of(LoadProgress.Phase.CHECKING, LoadProgress.Phase.LOADING)) {
            for (double fraction : new double[] {0, 0.5, 1}) {
                if (cancel.isCancelled()) {
                    throw new EngineException(new Problem.Cancelled());
                }
                progress.progress(new LoadProgress(phase, fraction));
            }
        }
        ScriptedModel model = new ScriptedModel(options, script, tokensPerSecond);
        loaded = Optional.of(model);
        return model;
    }

    @Override
    public void close() {
        loaded.ifPresent(ScriptedModel::close);
        loaded = Optional.empty();
    }
}
