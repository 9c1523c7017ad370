package notso.app.answer;

import notso.inference.ModelInfo;
import notso.inference.Prompt;

/** Writes a request in the form that a model was trained on. */
@FunctionalInterface
public interface PromptMaker {

    /**
     * Ends with the beginning of the model's turn.
     *
     * @throws notso.inference.EngineException if the model's own chat template cannot be used
     */
    Prompt prompt(ModelInfo model, AnswerRequest request);
}
