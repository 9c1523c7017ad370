package notso.app.conversation.foreign;

import notso.app.conversation.Answer;
import notso.app.conversation.Attachment;
import notso.inference.FinishReason;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Messages of a chat in Open WebUI's export, of its history or of its plain list. */
public final class OpenWebUiMessages {

    private final ForeignConversation conversation;
    private final Losses losses;

    public OpenWebUiMessages(ForeignConversation conversation) {
        this.conversation = conversation;
        this.losses = conversation.losses();
    }

    /**
     * Adds a message, which still links others if nothing of it can be shown.
     *
     * @param before the message that it follows if it does not say so itself
     */
    public void add(String id, JsonNode message, Optional<String> before) {
        if (!message.isObject()) {
            losses.add(Loss.MALFORMED);
            return;
        }
        String role = message.path("role").asString("");
        ForeignTurn.Speaker speaker =
                role.equals("user") ? ForeignTurn.Speaker.PERSON : ForeignTurn.Speaker.MODEL;
        List<Part> parts = new ArrayList<>();
        Optional<Answer.End> end = Optional.empty();
        switch (role) {
            case "user" -> {
                text(message.path("content")).map(Part.Text::new).ifPresent(parts::add);
                files(message.path("files"), parts);
            }
            case "assistant" -> {
                assistant(message, parts);
                end = end(message, parts.isEmpty());
            }
            case "system" -> text(message.path("content")).ifPresent(conversation::instruct);
            case "tool" ->
                    text(message.path("content"))
                            .map(text -> new Part.Result("", text))
                            .ifPresent(parts::add);
            default -> losses.add(Loss.UNKNOWN_SPEAKER);
        }
        Optional<String> parent =
                Optional.of(message.path("parentId").asString("")).filter(p -> !p.isEmpty());
        conversation.add(
                new ForeignTurn(
                        id,
                        message.has("parentId") ? parent : before,
                        speaker,
                        Times.of(message.path("timestamp"), losses),
                        parts,
                        end));
    }

    /** Custom instructions of the chat. */
    public void instruct(JsonNode text) {
        conversation.instruct(text.asString(""));
    }

    private void assistant(JsonNode message, List<Part> parts) {
        output(message.path("output"), parts);
        if (parts.isEmpty()) {
            text(message.path("content")).map(DetailsBlocks::parts).ifPresent(parts::addAll);
        }
        files(message.path("files"), parts);
    }

    private static Optional<Answer.End> end(JsonNode message, boolean isEmpty) {
        JsonNode error = message.path("error");
        if (error.isObject() || error.isString()) {
            String sentence = error.path("content").asString(error.asString(""));
            return Optional.of(new Answer.End.Failed(sentence.strip()));
        }
        if (isEmpty) {
            return Optional.empty();
        }
        return Optional.of(
                message.path("done").asBoolean(true)
                        ? new Answer.End.Finished(FinishReason.END_OF_TURN)
                        : new Answer.End.Interrupted());
    }

    /** The steps of an answer, where the export has them apart. */
    private static void output(JsonNode output, List<Part> parts) {
        Map<String, String> results = new LinkedHashMap<>();
        for (JsonNode step : output) {
            if (step.path("type").asString("").equals("function_call_output")) {
                text(step.path("output"))
                        .ifPresent(
                                text ->
                                        results.putIfAbsent(
                                                step.path("call_id").asString(""), text));
            }
        }
        for (JsonNode step : output) {
            switch (step.path("type").asString("")) {
                case "reasoning" ->
                        text(step.path("content"))
                                .or(() -> text(step.path("summary")))
                                .map(Part.Reasoning::new)
                                .ifPresent(parts::add);
                case "message" ->
                        text(step.path("content")).map(Part.Text::new).ifPresent(parts::add);
                case "function_call" ->
                        parts.add(
                                new Part.Call(
                                        ToolCall.named(
                                                step.path("name").asString(""),
                                                step.path("arguments").asString(""),
                                                Optional.ofNullable(
                                                        results.get(
                                                                step.path("call_id")
                                                                        .asString(""))))));
                default -> {}
            }
        }
    }

    /** Text files that the export holds are attachments; of others only a count remains. */
    private void files(JsonNode files, List<Part> parts) {
        for (JsonNode file : files) {
            JsonNode text = file.path("file").path("data").path("content");
            if (text.isString() && !text.stringValue().isBlank()) {
                String name = file.path("name").asString("").replaceAll(".*[/\\\\]", "");
                parts.add(new Part.File(new Attachment(name, text.stringValue())));
            } else {
                losses.add(Loss.FILE);
            }
        }
    }

    /** A text, or those of a list of parts; empty where it is blank. */
    private static Optional<String> text(JsonNode content) {
        String all = content.asString("");
        if (content.isArray()) {
            List<String> texts = new ArrayList<>();
            for (JsonNode part : content) {
                texts.add(part.path("text").asString(part.asString("")));
            }
            all = String.join("\n", texts);
        }
        return Optional.of(all).filter(text -> !text.isBlank());
    }
}
