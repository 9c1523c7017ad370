package notso.app.engine;

import notso.inference.EngineInfo;
import notso.inference.LoadedModel;
import notso.inference.scripted.ScriptedEngine;

/**
 * A model that is ready.
 *
 * @param model for use on the engine thread only
 */
public record RunningModel(ModelChoice choice, LoadedModel model, EngineInfo engine) {

    /** True if answers come from a script, whatever was chosen. */
    public boolean isDemo() {
        return choice.isDemo() || engine.id().equals(ScriptedEngine.ID);
    }
}
