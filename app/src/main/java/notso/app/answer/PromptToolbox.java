package notso.app.answer;

import notso.app.context.PromptTools;
import notso.app.context.Tokens;
import notso.app.engine.RunningModel;
import notso.inference.EngineException;
import notso.inference.ModelInfo;

import java.util.Optional;

/**
 * Prompt tools for the model that is loaded. For any thread: on the engine thread the engine itself
 * counts as long as no tokenizer is open.
 */
final class PromptToolbox {

    private volatile Optional<PromptTools> counting = Optional.empty();
    private Optional<Engines> engines = Optional.empty();

    /** Tools that ask this very engine, and no other that runs the same model. */
    private record Engines(RunningModel running, PromptTools tools) {}

    /** A tokenizer for this model is open. */
    void opened(ModelInfo model, Tokens tokens) {
        try {
            counting = Optional.of(PromptTools.of(model, tokens));
        } catch (EngineException _) {
            // Its first answer will say so.
            counting = Optional.empty();
        }
    }

    /** Tools that need no engine, if there are any for this model. */
    Optional<PromptTools> counting(ModelInfo model) {
        return counting.filter(tools -> tools.model().equals(model));
    }

    /** On the engine thread. */
    PromptTools of(RunningModel running) {
        ModelInfo model = running.model().info();
        return counting(model).orElseGet(() -> engines(running, model));
    }

    private PromptTools engines(RunningModel running, ModelInfo model) {
        Engines known =
                engines.filter(each -> each.running() == running)
                        .orElseGet(
                                () ->
                                        new Engines(
                                                running,
                                                PromptTools.of(model, running.model()::tokenize)));
        engines = Optional.of(known);
        return known.tools();
    }
}
