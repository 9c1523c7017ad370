package notso.app.context;

import notso.inference.ModelInfo;

/** What turns conversations into prompts for one model. For any thread. */
public record PromptTools(
        ModelInfo model, PromptWriter writer, MessageCosts costs, ContextPlanner planner) {

    /**
     * @throws notso.inference.EngineException if the model's own chat template cannot be used
     */
    public static PromptTools of(ModelInfo model, Tokens tokens) {
        PromptWriter writer = PromptWriter.of(model);
        MessageCosts costs = new MessageCosts(tokens);
        return new PromptTools(model, writer, costs, new ContextPlanner(writer, costs));
    }
}
