package notso.inference.template;

import tools.jackson.databind.JsonNode;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a template is told.
 *
 * @param messages oldest first
 * @param tools descriptions of functions, as JSON schema in the usual form; the variable {@code
 *     tools}, left undefined where there are none
 * @param thinking the variable {@code enable_thinking}
 * @param addGenerationPrompt whether the prompt ends where the model's answer starts
 * @param now what the template's date is taken from
 * @param variables others, by name, such as {@code python_tools} or {@code documents}
 */
public record Conversation(
        List<ChatMessage> messages,
        List<JsonNode> tools,
        Thinking thinking,
        boolean addGenerationPrompt,
        LocalDateTime now,
        Map<String, JsonNode> variables) {

    public Conversation {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
        variables = Map.copyOf(variables);
    }

    /** Messages alone, to be answered now. */
    public static Conversation of(List<ChatMessage> messages) {
        return new Conversation(
                messages, List.of(), Thinking.UNSPECIFIED, true, LocalDateTime.now(), Map.of());
    }

    public Conversation withTools(List<JsonNode> others) {
        return new Conversation(messages, others, thinking, addGenerationPrompt, now, variables);
    }

    /** The variable {@code python_tools}: functions for a model that writes code to call them. */
    public Conversation withPythonTools(JsonNode descriptions) {
        return withVariable("python_tools", descriptions);
    }

    public Conversation withThinking(Thinking other) {
        return new Conversation(messages, tools, other, addGenerationPrompt, now, variables);
    }

    public Conversation withGenerationPrompt(boolean wanted) {
        return new Conversation(messages, tools, thinking, wanted, now, variables);
    }

    public Conversation withNow(LocalDateTime other) {
        return new Conversation(messages, tools, thinking, addGenerationPrompt, other, variables);
    }

    public Conversation withVariable(String name, JsonNode value) {
        Map<String, JsonNode> more = new LinkedHashMap<>(variables);
        more.put(name, value);
        return new Conversation(messages, tools, thinking, addGenerationPrompt, now, more);
    }
}
