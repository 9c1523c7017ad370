package notso.inference.template;

import notso.inference.EngineException;
import notso.inference.Problem;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads conversations from JSON in the usual form: a list of messages, or an object that has {@code
 * messages} and may have {@code tools} and further variables for the template. Messages reach the
 * template just as they are written. Anything else is a {@link Problem.InvalidValue}.
 */
public final class ConversationReader {

    /** In characters. */
    static final int LONGEST = 16_000_000;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(150)
                                                    .maxDocumentLength(4L * LONGEST)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /** What else of an object of messages the template may see; the rest asks for other things. */
    private static final List<String> VARIABLES =
            List.of("xml_tools", "python_tools", "builtin_tools", "documents");

    private ConversationReader() {}

    /** A conversation to be answered now, unless changed by its {@code with…} methods. */
    public static Conversation read(String json) {
        JsonNode root = parse("conversation", json);
        if (root.isArray()) {
            return Conversation.of(messages(root));
        }
        if (!root.isObject() || !root.path("messages").isArray()) {
            throw invalid(
                    "conversation", root, "a list of messages, or an object with \"messages\"");
        }
        Conversation conversation = Conversation.of(messages(root.path("messages")));
        JsonNode tools = root.path("tools");
        if (tools.isArray() && tools.isEmpty()) {
            // An empty list is something else to a template than none.
            conversation = conversation.withVariable("tools", tools);
        } else if (!tools.isMissingNode() && !tools.isNull()) {
            conversation = conversation.withTools(tools(tools));
        }
        for (Map.Entry<String, JsonNode> variable : variables(root).entrySet()) {
            conversation = conversation.withVariable(variable.getKey(), variable.getValue());
        }
        return conversation;
    }

    /** Descriptions of tools: a list, or an object with {@code tools}. */
    public static List<JsonNode> readTools(String json) {
        JsonNode root = parse("list of tools", json);
        return tools(root.isObject() && root.has("tools") ? root.path("tools") : root);
    }

    private static JsonNode parse(String what, String json) {
        if (json.length() > LONGEST) {
            throw invalid(
                    what,
                    "%,d characters long".formatted(json.length()),
                    "at most %,d characters".formatted(LONGEST));
        }
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new EngineException(
                    new Problem.InvalidValue(what, excerpt(json), "JSON: " + reason(e)), e);
        }
    }

    /** The parser's own words up to where it starts to describe its input. */
    private static String reason(JacksonException e) {
        String message = e.getOriginalMessage();
        int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
        String first = message.lines().findFirst().orElse("it cannot be read");
        return line > 0 ? excerpt(first) + " in line " + line : excerpt(first);
    }

    private static List<ChatMessage> messages(JsonNode list) {
        List<ChatMessage> messages = new ArrayList<>();
        for (JsonNode message : list) {
            messages.add(message(message, messages.size() + 1));
        }
        if (messages.isEmpty()) {
            throw invalid("list of messages", "empty", "at least one message");
        }
        return messages;
    }

    private static ChatMessage message(JsonNode message, int number) {
        String which = "message " + number;
        if (!(message instanceof ObjectNode fields)) {
            throw invalid(which, message, "an object with \"role\" and \"content\"");
        }
        if (!fields.path("role").isString()) {
            throw invalid("role of " + which, fields.path("role"), "a text such as \"user\"");
        }
        JsonNode content = fields.path("content");
        if (content.isArray()) {
            for (JsonNode part : content) {
                checkPart(part, which);
            }
        } else if (!content.isString() && !content.isNull() && !content.isMissingNode()) {
            throw invalid("content of " + which, content, "a text or a list of parts");
        }
        JsonNode calls = fields.path("tool_calls");
        if (!calls.isArray() && !calls.isNull() && !calls.isMissingNode()) {
            throw invalid("\"tool_calls\" of " + which, calls, "a list");
        }
        return ChatMessage.of(fields);
    }

    private static void checkPart(JsonNode part, String which) {
        boolean text = part.isString();
        boolean typed = part.isObject() && part.path("type").isString();
        boolean textOfPart =
                !part.path("type").asString("").equals("text") || part.path("text").isString();
        if (!text && !(typed && textOfPart)) {
            throw invalid(
                    "part of " + which, part, "an object with \"type\" and \"text\", or a text");
        }
    }

    private static List<JsonNode> tools(JsonNode list) {
        if (!list.isArray()) {
            throw invalid("list of tools", list, "a list of objects");
        }
        List<JsonNode> tools = new ArrayList<>();
        for (JsonNode tool : list) {
            if (!tool.isObject() && !tool.isString()) {
                throw invalid("tool " + (tools.size() + 1), tool, "an object or a text");
            }
            tools.add(tool);
        }
        return tools;
    }

    private static Map<String, JsonNode> variables(JsonNode root) {
        Map<String, JsonNode> variables = new LinkedHashMap<>();
        for (String name : VARIABLES) {
            if (root.has(name)) {
                variables.put(name, root.path(name));
            }
        }
        JsonNode others = root.path("chat_template_kwargs");
        others.properties().forEach(field -> variables.put(field.getKey(), field.getValue()));
        return variables;
    }

    private static EngineException invalid(String what, JsonNode value, String expected) {
        return invalid(what, value.isMissingNode() ? "missing" : value.toString(), expected);
    }

    private static EngineException invalid(String what, String value, String expected) {
        return new EngineException(new Problem.InvalidValue(what, excerpt(value), expected));
    }

    private static String excerpt(String text) {
        return text.length() <= 60 ? text : text.substring(0, 59) + "…";
    }
}
