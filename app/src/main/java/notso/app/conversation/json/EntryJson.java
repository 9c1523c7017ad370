package notso.app.conversation.json;

import notso.app.conversation.Answer;
import notso.app.conversation.Change;
import notso.app.conversation.Draft;
import notso.app.conversation.Entry;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;
import notso.app.conversation.Queued;
import notso.app.conversation.Recipe;
import notso.app.conversation.SessionSettings;
import notso.app.conversation.Title;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;

/**
 * Entries as JSON objects: {@code at} and {@code kind}, then what the kind needs. Optional values
 * are left out where they are empty; fields that are not known are not looked at.
 */
public final class EntryJson {

    private static final String AT = "at";
    private static final String KIND = "kind";

    private static final String MESSAGE = "message";
    private static final String RUN = "run";
    private static final String GREW = "grew";
    private static final String TOOL = "tool";
    private static final String OUTCOME = "outcome";
    private static final String ENDED = "ended";
    private static final String SHOWN = "shown";
    private static final String TITLE = "title";
    private static final String PINNED = "pinned";
    private static final String SETTINGS = "settings";
    private static final String DRAFT = "draft";
    private static final String QUEUE = "queue";
    private static final String CONTEXT = "context";

    private static final String REPLY = "reply";

    private EntryJson() {}

    public static ObjectNode write(Entry entry) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put(AT, entry.at().toString());
        switch (entry.change()) {
            case Change.MessageAdded(Message message) ->
                    json.put(KIND, MESSAGE).set("message", MessageJson.write(message));
            case Change.RunStarted(MessageId reply, Recipe recipe) ->
                    json.put(KIND, RUN)
                            .put(REPLY, reply.value())
                            .set("recipe", RecipeJson.write(recipe));
            case Change.AnswerGrew(MessageId reply, String reasoning, String text) ->
                    json.put(KIND, GREW)
                            .put(REPLY, reply.value())
                            .put("reasoning", reasoning)
                            .put("text", text);
            case Change.ToolAsked(MessageId reply, Answer.ToolUse use) ->
                    json.put(KIND, TOOL)
                            .put(REPLY, reply.value())
                            .set("use", MessageJson.write(use));
            case Change.RunEnded(MessageId reply, Answer.Outcome outcome) ->
                    json.put(KIND, OUTCOME)
                            .put(REPLY, reply.value())
                            .set("outcome", MessageJson.write(outcome));
            case Change.AnswerEnded(MessageId reply, Answer.End end) ->
                    json.put(KIND, ENDED)
                            .put(REPLY, reply.value())
                            .set("end", MessageJson.write(end));
            case Change.BranchShown(MessageId message) ->
                    json.put(KIND, SHOWN).put("message", message.value());
            case Change.Titled(Title title) ->
                    json.put(KIND, TITLE)
                            .put("text", title.text())
                            .put("source", title.source().name());
            case Change.Pinned(boolean pinned) -> json.put(KIND, PINNED).put("pinned", pinned);
            case Change.SettingsChanged(SessionSettings settings) ->
                    json.put(KIND, SETTINGS).set("settings", RecipeJson.write(settings));
            case Change.Drafted(Draft draft) ->
                    json.put(KIND, DRAFT).set("draft", DraftJson.write(draft));
            case Change.QueueChanged(List<Queued> queue) ->
                    json.put(KIND, QUEUE).set("queue", DraftJson.queue(queue));
            case Change.ContextCut(Optional<MessageId> firstKept) -> {
                json.put(KIND, CONTEXT);
                firstKept.ifPresent(first -> json.put("firstKept", first.value()));
            }
        }
        return json;
    }

    /** What a value is; never fails. */
    public static EntryReading read(JsonNode json) {
        try {
            Fields fields = Fields.of(json, "the entry");
            return new EntryReading.Known(new Entry(fields.instant(AT), change(fields)));
        } catch (UnreadableException e) {
            return e.reading();
        } catch (JacksonException e) {
            return new EntryReading.Malformed(e.getOriginalMessage());
        }
    }

    private static Change change(Fields fields) {
        String kind = fields.text(KIND);
        return switch (kind) {
            case MESSAGE -> new Change.MessageAdded(MessageJson.read(fields.fields("message")));
            case RUN ->
                    new Change.RunStarted(
                            fields.messageId(REPLY), RecipeJson.read(fields.fields("recipe")));
            case GREW ->
                    new Change.AnswerGrew(
                            fields.messageId(REPLY), fields.text("reasoning"), fields.text("text"));
            case TOOL ->
                    new Change.ToolAsked(
                            fields.messageId(REPLY), MessageJson.readToolUse(fields.fields("use")));
            case OUTCOME ->
                    new Change.RunEnded(
                            fields.messageId(REPLY),
                            MessageJson.readOutcome(fields.fields("outcome")));
            case ENDED ->
                    new Change.AnswerEnded(
                            fields.messageId(REPLY), MessageJson.readEnd(fields.fields("end")));
            case SHOWN -> new Change.BranchShown(fields.messageId("message"));
            case TITLE ->
                    new Change.Titled(
                            new Title(
                                    fields.text("text"),
                                    fields.word("source", Title.Source.class)));
            case PINNED -> new Change.Pinned(fields.truth("pinned"));
            case SETTINGS ->
                    new Change.SettingsChanged(RecipeJson.readSettings(fields.fields("settings")));
            case DRAFT -> new Change.Drafted(DraftJson.read(fields.fields("draft")));
            case QUEUE -> new Change.QueueChanged(fields.list("queue", DraftJson::readQueued));
            case CONTEXT -> new Change.ContextCut(fields.optional("firstKept", fields::messageId));
            default -> throw Fields.unknown(KIND, kind);
        };
    }
}
