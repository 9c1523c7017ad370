package notso.app.conversation.foreign;

import notso.app.conversation.Answer;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/** Other programs' calls of tools in the form of ours: a name and arguments as JSON. */
final class ToolCall {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ToolCall() {}

    static Answer.ToolUse python(String code) {
        return new Answer.ToolUse(code, true, Optional.empty());
    }

    /** With arguments that are an object in JSON, or else any text. */
    static Answer.ToolUse named(String name, String arguments, Optional<String> result) {
        ObjectNode call = JsonNodeFactory.instance.objectNode().put("name", name);
        object(arguments)
                .ifPresentOrElse(
                        object -> call.set("arguments", object),
                        () -> call.put("arguments", arguments));
        return new Answer.ToolUse(
                ValueReader.mended(MAPPER.writeValueAsString(call)), false, result);
    }

    private static Optional<JsonNode> object(String text) {
        try {
            return Optional.of(MAPPER.readTree(text)).filter(JsonNode::isObject);
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
