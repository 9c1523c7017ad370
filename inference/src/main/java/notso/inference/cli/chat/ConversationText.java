package notso.inference.cli.chat;

import notso.inference.command.ExportFormat;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;

/**
 * A conversation as text. Markdown has all of it, with each answer as the model wrote it; plain
 * text leaves the thinking out; JSON is a list of messages such as chat templates take.
 *
 * @param system blank for none
 * @param model the name under which the answers stand
 */
record ConversationText(String system, String model, List<Exchange> exchanges) {

    /** Empty for a format that only the window has. */
    Optional<String> in(ExportFormat format) {
        return switch (format) {
            case MARKDOWN -> Optional.of(markdown());
            case JSON -> Optional.of(json());
            case TEXT -> Optional.of(text());
            case HTML -> Optional.empty();
        };
    }

    private String markdown() {
        StringBuilder text = new StringBuilder();
        if (!system.isBlank()) {
            section(text, "## System", system);
        }
        for (Exchange exchange : exchanges) {
            section(text, "## You", exchange.question());
            String reasoning = exchange.reply().reasoning();
            String thought =
                    reasoning.isBlank()
                            ? ""
                            : "<details><summary>Thinking</summary>\n\n"
                                    + reasoning
                                    + "\n\n</details>\n\n";
            section(text, "## " + model, thought + exchange.reply().text());
        }
        return text.toString();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (Exchange exchange : exchanges) {
            section(text, "You:", exchange.question());
            section(text, model + ":", exchange.reply().text());
        }
        return text.toString();
    }

    private static void section(StringBuilder text, String heading, String body) {
        if (!text.isEmpty()) {
            text.append('\n');
        }
        text.append(heading).append("\n\n").append(body).append('\n');
    }

    private String json() {
        ArrayNode messages = JsonNodeFactory.instance.arrayNode();
        if (!system.isBlank()) {
            messages.add(message("system", system));
        }
        for (Exchange exchange : exchanges) {
            messages.add(message("user", exchange.question()));
            ObjectNode answer = message("assistant", exchange.reply().text());
            if (!exchange.reply().reasoning().isBlank()) {
                answer.put("reasoning_content", exchange.reply().reasoning());
            }
            messages.add(answer);
        }
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(messages)
                + "\n";
    }

    private static ObjectNode message(String role, String content) {
        return JsonNodeFactory.instance.objectNode().put("role", role).put("content", content);
    }
}
