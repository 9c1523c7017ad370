package notso.inference.host;

import notso.inference.Engine;
import notso.inference.EngineException;
import notso.inference.Problem;
import notso.inference.jllama.JllamaEngine;
import notso.inference.llamacpp.LlamaCppEngine;
import notso.inference.model.DataFolder;
import notso.inference.scripted.Script;
import notso.inference.scripted.ScriptedEngine;

import java.util.List;
import java.util.Optional;

/** The engines of this application by their names. */
public final class Backends {

    /** Takes the first of {@link #PREFERENCE} that this machine can run. */
    public static final String AUTO = "auto";

    /** Real engines, the best one first. */
    private static final List<String> PREFERENCE = List.of(LlamaCppEngine.ID, JllamaEngine.ID);

    /** About what a fast machine does; quick enough not to bore, slow enough to watch. */
    private static final double DEMO_TOKENS_PER_SECOND = 25;

    private Backends() {}

    /**
     * @throws EngineException with {@link Problem.InvalidValue} for an unknown name, and with
     *     {@link Problem.EngineUnavailable} for an engine that this machine cannot run
     */
    public static Engine open(String id) {
        return switch (id) {
            case AUTO -> openFirst();
            case LlamaCppEngine.ID -> new LlamaCppEngine();
            case JllamaEngine.ID -> new JllamaEngine(DataFolder.ofProcess().adaptations());
            case ScriptedEngine.ID -> new ScriptedEngine(Script.demo(), DEMO_TOKENS_PER_SECOND);
            default ->
                    throw new EngineException(
                            new Problem.InvalidValue(
                                    "engine", id, "auto, llamacpp, jllama or scripted"));
        };
    }

    private static Engine openFirst() {
        Optional<EngineException> first = Optional.empty();
        for (String id : PREFERENCE) {
            try {
                return open(id);
            } catch (EngineException e) {
                first = first.or(() -> Optional.of(e));
            }
        }
        throw first.orElseThrow();
    }
}
