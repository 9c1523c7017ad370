package notso.app.engine;

import notso.inference.EngineInfo;
import notso.inference.LoadProgress;
import notso.inference.ModelInfo;
import notso.inference.Problem;

/** What happens to the one model that is open, in order. */
public sealed interface EngineEvent {

    /** It is being loaded. */
    record Loading(ModelChoice choice, LoadProgress progress) implements EngineEvent {}

    /**
     * It can be asked.
     *
     * @param isDemo true if answers come from a script, whatever was chosen
     */
    record Loaded(ModelChoice choice, ModelInfo info, EngineInfo engine, boolean isDemo)
            implements EngineEvent {}

    /** There is no model now, because this one could not be loaded or its loading was stopped. */
    record LoadFailed(ModelChoice choice, Problem problem) implements EngineEvent {}

    /** Its engine ended by itself; the next task starts a new one. */
    record Lost(ModelChoice choice, Problem problem) implements EngineEvent {}
}
