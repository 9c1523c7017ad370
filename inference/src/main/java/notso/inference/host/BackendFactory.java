package notso.inference.host;

import notso.inference.Engine;
import notso.inference.EngineException;

/** Makes the engine that runs within a host. */
@FunctionalInterface
public interface BackendFactory {

    /**
     * @param id the engine's name, or {@code auto}
     * @throws EngineException if there is no such engine, or not on this machine
     */
    Engine open(String id);
}
