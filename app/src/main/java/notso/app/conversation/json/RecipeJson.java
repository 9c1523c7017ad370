package notso.app.conversation.json;

import notso.app.conversation.Recipe;
import notso.app.conversation.SessionSettings;
import notso.inference.EngineException;
import notso.inference.Sampling;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.OptionalLong;

/** What answers are made from, as JSON. */
final class RecipeJson {

    private RecipeJson() {}

    static ObjectNode write(Recipe recipe) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("engine", recipe.engine())
                        .put("model", recipe.model())
                        .put("modelHash", recipe.modelHash())
                        .put("templateHash", recipe.templateHash());
        json.set("sampling", write(recipe.sampling()));
        json.put("thinking", recipe.thinking()).put("systemPrompt", recipe.systemPrompt());
        recipe.firstKept().ifPresent(first -> json.put("firstKept", first.value()));
        return json.put("dated", recipe.dated().toString())
                .put("contextLength", recipe.contextLength());
    }

    static Recipe read(Fields fields) {
        return new Recipe(
                fields.text("engine"),
                fields.text("model"),
                fields.text("modelHash"),
                fields.text("templateHash"),
                readSampling(fields.fields("sampling")),
                fields.truth("thinking"),
                fields.text("systemPrompt"),
                fields.optional("firstKept", fields::messageId),
                fields.localTime("dated"),
                fields.count("contextLength"));
    }

    static ObjectNode write(SessionSettings settings) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        settings.systemPrompt().ifPresent(prompt -> json.put("systemPrompt", prompt));
        settings.sampling().ifPresent(sampling -> json.set("sampling", write(sampling)));
        settings.thinking().ifPresent(thinking -> json.put("thinking", thinking));
        settings.model().ifPresent(model -> json.put("model", model));
        return json;
    }

    static SessionSettings readSettings(Fields fields) {
        return new SessionSettings(
                fields.optional("systemPrompt", fields::text),
                fields.optional("sampling", fields::fields).map(RecipeJson::readSampling),
                fields.optional("thinking", fields::truth),
                fields.optional("model", fields::text));
    }

    private static ObjectNode write(Sampling sampling) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("temperature", sampling.temperature())
                        .put("topK", sampling.topK())
                        .put("topP", sampling.topP())
                        .put("minP", sampling.minP())
                        .put("repetitionPenalty", sampling.repetitionPenalty());
        sampling.seed().ifPresent(seed -> json.put("seed", seed));
        return json;
    }

    private static Sampling readSampling(Fields fields) {
        OptionalLong seed =
                fields.optional("seed", fields::longNumber)
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty());
        double temperature = fields.fraction("temperature");
        int topK = fields.number("topK");
        double topP = fields.fraction("topP");
        double minP = fields.fraction("minP");
        double repetitionPenalty = fields.fraction("repetitionPenalty");
        try {
            return new Sampling(temperature, topK, topP, minP, repetitionPenalty, seed);
        } catch (EngineException e) {
            throw UnreadableException.malformed(String.valueOf(e.getMessage()));
        }
    }
}
