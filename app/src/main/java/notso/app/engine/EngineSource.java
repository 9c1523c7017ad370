package notso.app.engine;

import notso.inference.Engine;

/** Gives a fresh engine for a choice; the caller closes it. */
@FunctionalInterface
public interface EngineSource {

    /**
     * Called on the background thread.
     *
     * @throws notso.inference.EngineException if this machine has no such engine
     */
    Engine engineFor(ModelChoice choice);
}
