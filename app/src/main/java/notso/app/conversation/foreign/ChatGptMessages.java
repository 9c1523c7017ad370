package notso.app.conversation.foreign;

import notso.app.conversation.Answer;
import notso.inference.FinishReason;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Nodes of the {@code mapping} of a conversation in ChatGPT's export. */
public final class ChatGptMessages {

    private static final String PYTHON = "python";

    private final ForeignConversation conversation;
    private final Losses losses;

    public ChatGptMessages(ForeignConversation conversation) {
        this.conversation = conversation;
        this.losses = conversation.losses();
    }

    /**
     * Adds a node, which still links others if nothing of it can be shown.
     *
     * @param id its key in the mapping
     */
    public void add(String id, JsonNode node) {
        if (!node.isObject()) {
            losses.add(Loss.MALFORMED);
            return;
        }
        JsonNode message = node.path("message");
        String role = message.path("author").path("role").asString("");
        List<Part> parts = List.of();
        if (message.isObject()) {
            parts = parts(message, role);
        } else if (!message.isMissingNode() && !message.isNull()) {
            losses.add(Loss.MALFORMED);
        }
        ForeignTurn.Speaker speaker =
                role.equals("user") ? ForeignTurn.Speaker.PERSON : ForeignTurn.Speaker.MODEL;
        boolean isEnd = speaker == ForeignTurn.Speaker.MODEL && !parts.isEmpty();
        conversation.add(
                new ForeignTurn(
                        id,
                        Optional.of(node.path("parent").asString("")).filter(p -> !p.isEmpty()),
                        speaker,
                        Times.of(message.path("create_time"), losses),
                        parts,
                        isEnd ? end(message) : Optional.empty()));
    }

    private List<Part> parts(JsonNode message, String role) {
        JsonNode metadata = message.path("metadata");
        JsonNode content = message.path("content");
        if (isInstruction(metadata, content)) {
            return List.of();
        }
        if (metadata.path("is_visually_hidden_from_conversation").asBoolean(false)) {
            hidden(content);
            return List.of();
        }
        return switch (role) {
            case "user" -> user(metadata, content);
            case "assistant" -> assistant(content, message.path("recipient").asString("all"));
            case "tool" -> tool(content, message.path("author").path("name").asString(""));
            case "system" -> {
                conversation.instruct(text(content));
                yield List.of();
            }
            default -> {
                losses.add(Loss.UNKNOWN_SPEAKER);
                yield List.of();
            }
        };
    }

    /** What a person wrote into the settings, which is a message there. */
    private boolean isInstruction(JsonNode metadata, JsonNode content) {
        JsonNode about = metadata.path("user_context_message_data");
        if (about.isObject()) {
            conversation.instruct(about.path("about_user_message").asString(""));
            conversation.instruct(about.path("about_model_message").asString(""));
            return true;
        }
        if (type(content).equals("user_editable_context")) {
            conversation.instruct(content.path("user_profile").asString(""));
            conversation.instruct(content.path("user_instructions").asString(""));
            return true;
        }
        return false;
    }

    /** An empty message hides nothing. */
    private void hidden(JsonNode content) {
        if (!text(content).isBlank()) {
            losses.add(Loss.HIDDEN);
        }
    }

    private List<Part> user(JsonNode metadata, JsonNode content) {
        metadata.path("attachments").forEach(_ -> losses.add(Loss.FILE));
        return said(content);
    }

    private List<Part> assistant(JsonNode content, String recipient) {
        String type = type(content);
        switch (type) {
            case "thoughts" -> {
                return thoughts(content.path("thoughts"));
            }
            case "reasoning_recap" -> {
                // How long it thought, in words.
                return List.of();
            }
            case "model_editable_context" -> {
                hidden(content.path("model_set_context"));
                return List.of();
            }
            default -> {}
        }
        if (!recipient.equals("all")) {
            String call = text(content);
            return List.of(
                    new Part.Call(
                            recipient.equals(PYTHON)
                                    ? ToolCall.python(call)
                                    : ToolCall.named(recipient, call, Optional.empty())));
        }
        if (type.equals("code")) {
            String language = content.path("language").asString("");
            boolean isKnown =
                    language.matches("[A-Za-z0-9+#-]{1,20}") && !language.equals("unknown");
            String code = text(content);
            String fence = "`".repeat(code.contains("```") ? 8 : 3);
            return code.isBlank()
                    ? List.of()
                    : List.of(
                            new Part.Text(
                                    fence
                                            + (isKnown ? language : "")
                                            + "\n"
                                            + code
                                            + "\n"
                                            + fence));
        }
        return said(content);
    }

    private List<Part> tool(JsonNode content, String name) {
        String text = type(content).equals("tether_quote") ? quote(content) : text(content);
        countFiles(content);
        return text.isBlank() ? List.of() : List.of(new Part.Result(name, text));
    }

    private static String quote(JsonNode content) {
        return String.join(
                        "\n",
                        content.path("title").asString(""),
                        content.path("url").asString(""),
                        content.path("text").asString(""))
                .strip();
    }

    private List<Part> said(JsonNode content) {
        countFiles(content);
        String text = text(content);
        if (!text.isBlank()) {
            return List.of(new Part.Text(text));
        }
        if (!content.isObject()) {
            losses.add(Loss.MALFORMED);
        } else if (!content.path("parts").isArray() && !content.path("text").isString()) {
            losses.add(Loss.UNKNOWN_CONTENT);
        }
        return List.of();
    }

    private void countFiles(JsonNode content) {
        for (JsonNode part : content.path("parts")) {
            if (part.isObject() && !part.path("text").isString()) {
                losses.add(Loss.FILE);
            }
        }
    }

    private static List<Part> thoughts(JsonNode thoughts) {
        List<Part> parts = new ArrayList<>();
        for (JsonNode thought : thoughts) {
            String summary = thought.path("summary").asString("");
            String content = thought.path("content").asString("");
            String text = summary.isBlank() ? content : "**" + summary + "**\n\n" + content;
            if (!text.isBlank()) {
                parts.add(new Part.Reasoning(text.strip()));
            }
        }
        return parts;
    }

    private static String type(JsonNode content) {
        return content.path("content_type").asString("");
    }

    /** Of parts those that are text, else whichever field such a content has. */
    private static String text(JsonNode content) {
        if (content.isString()) {
            return content.stringValue();
        }
        if (content.path("parts").isArray()) {
            StringBuilder text = new StringBuilder();
            for (JsonNode part : content.path("parts")) {
                String more = part.isString() ? part.stringValue() : part.path("text").asString("");
                if (!more.isEmpty()) {
                    text.append(text.isEmpty() ? "" : "\n").append(more);
                }
            }
            return text.toString();
        }
        for (String field : List.of("text", "result", "content", "summary")) {
            if (content.path(field).isString()) {
                return content.path(field).stringValue();
            }
        }
        return "";
    }

    private static Optional<Answer.End> end(JsonNode message) {
        if (message.path("status").asString("").equals("in_progress")) {
            return Optional.of(new Answer.End.Interrupted());
        }
        String why = message.path("metadata").path("finish_details").path("type").asString("");
        return Optional.of(
                new Answer.End.Finished(
                        switch (why) {
                            case "max_tokens" -> FinishReason.LENGTH;
                            case "interrupted" -> FinishReason.CANCELLED;
                            default -> FinishReason.END_OF_TURN;
                        }));
    }
}
