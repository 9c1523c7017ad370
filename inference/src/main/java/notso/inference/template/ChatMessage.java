package notso.inference.template;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One turn of a conversation.
 *
 * @param fields what the template sees, such as {@code role}, {@code content}, {@code tool_calls}
 * @param reasoning what an assistant thought before its answer, without tags; empty for nothing. A
 *     template that knows {@code reasoning_content} gets it as that; for others the answer is given
 *     as {@code <think>}, the reasoning, {@code </think>} and the content, the tags being markup
 */
public record ChatMessage(ObjectNode fields, String reasoning) {

    public ChatMessage {
        fields = fields.deepCopy();
    }

    /** A message just as its JSON has it. */
    public static ChatMessage of(ObjectNode fields) {
        return new ChatMessage(fields, "");
    }

    public static ChatMessage system(String content) {
        return of("system", content);
    }

    public static ChatMessage user(String content) {
        return of("user", content);
    }

    public static ChatMessage assistant(String content) {
        return of("assistant", content);
    }

    public static ChatMessage assistant(String reasoning, String content) {
        return new ChatMessage(of("assistant", content).fields(), reasoning);
    }

    /** What a tool answered. */
    public static ChatMessage tool(String name, String content) {
        ObjectNode fields = of("tool", content).fields();
        return of(fields.put("name", name));
    }

    private static ChatMessage of(String role, String content) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        return of(fields.put("role", role).put("content", content));
    }

    /** Empty where the fields name none. */
    public String role() {
        JsonNode role = fields.path("role");
        return role.isString() ? role.stringValue() : "";
    }
}
