package notso.app.conversation.importing;

import notso.app.conversation.foreign.ChatGptMessages;
import notso.app.conversation.foreign.ForeignConversation;
import notso.app.conversation.foreign.Loss;
import notso.app.conversation.foreign.Losses;
import notso.app.conversation.foreign.OpenWebUiMessages;
import notso.app.conversation.foreign.Times;
import notso.app.conversation.foreign.ValueReader;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one JSON object that may be a conversation, message by message: never is more of it in
 * memory than what will be kept of it and one message. What kind it is, is known at its end, since
 * fields stand in any order.
 */
final class ConversationReader {

    /** Fields beside the messages that say something about a conversation of any kind. */
    private static final Set<String> FACTS =
            Set.of(
                    "format",
                    "version",
                    "id",
                    "created",
                    "updated",
                    "title",
                    "create_time",
                    "update_time",
                    "current_node",
                    "currentId",
                    "created_at",
                    "updated_at",
                    "timestamp",
                    "pinned",
                    "system",
                    "params");

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final JsonParser parser;
    private final ValueReader values;
    private final Losses losses = new Losses();
    private final ForeignConversation foreign = new ForeignConversation(losses);
    private final ChatGptMessages chatGpt = new ChatGptMessages(foreign);
    private final OpenWebUiMessages openWebUi = new OpenWebUiMessages(foreign);
    private final OwnEntries own = new OwnEntries(losses);
    private final ObjectNode facts = JsonNodeFactory.instance.objectNode();
    private boolean hasMapping;
    private boolean hasChat;
    private boolean hasHistory;
    private boolean hasEntries;
    private int listed;

    /**
     * @param parser stands at the object's beginning; {@link #read} leaves it at its end
     */
    ConversationReader(JsonParser parser) {
        this.parser = parser;
        this.values = new ValueReader(parser, losses);
    }

    /** What was read is there even if this ends with an exception. */
    void read() {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            if (name.equals("chat") && token == JsonToken.START_OBJECT) {
                hasChat = true;
                readChat();
            } else {
                read(name, token);
            }
        }
    }

    /** The chat of Open WebUI, whose fields say less than those around it. */
    private void readChat() {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            read(name, parser.nextToken());
        }
    }

    private void read(String name, JsonToken token) {
        if (name.equals("mapping") && token == JsonToken.START_OBJECT) {
            hasMapping = true;
            readMapping();
        } else if (name.equals("history") && token == JsonToken.START_OBJECT) {
            readHistory();
        } else if (name.equals("messages") && token == JsonToken.START_ARRAY && hasChat) {
            readList();
        } else if (name.equals("entries") && token == JsonToken.START_ARRAY) {
            hasEntries = true;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                own.add(values.readAsWritten());
            }
        } else {
            factOrNothing(name);
        }
    }

    private void factOrNothing(String name) {
        if (!FACTS.contains(name)) {
            parser.skipChildren();
            return;
        }
        JsonNode value = values.read();
        if (!value.isMissingNode() && !value.isNull() && !facts.has(name)) {
            facts.set(name, value);
        }
    }

    private void readMapping() {
        for (String id = parser.nextName(); id != null; id = parser.nextName()) {
            parser.nextToken();
            if (isRoomLeft()) {
                chatGpt.add(id, values.read());
            }
        }
    }

    /** Passes over the value at hand where not. */
    private boolean isRoomLeft() {
        if (!foreign.isFull()) {
            return true;
        }
        losses.add(Loss.TOO_MANY);
        parser.skipChildren();
        return false;
    }

    private void readHistory() {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            if (name.equals("messages") && token == JsonToken.START_OBJECT) {
                hasHistory = true;
                foreign.forgetTurns();
                for (String id = parser.nextName(); id != null; id = parser.nextName()) {
                    parser.nextToken();
                    if (isRoomLeft()) {
                        openWebUi.add(id, values.read(), Optional.empty());
                    }
                }
            } else {
                factOrNothing(name);
            }
        }
    }

    /** The shown path again, which counts where there is no history. */
    private void readList() {
        if (hasHistory) {
            parser.skipChildren();
            return;
        }
        Optional<String> before = Optional.empty();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (isRoomLeft()) {
                JsonNode message = values.read();
                String id = message.path("id").asString("number " + listed++);
                openWebUi.add(id, message, before);
                before = Optional.of(id);
            }
        }
    }

    /** Whether the object is an exported session of this application. */
    boolean isOwn() {
        return hasEntries && facts.path("format").asString("").equals("notso-session");
    }

    boolean isForeign() {
        return hasMapping || hasChat || hasHistory;
    }

    OwnEntries own() {
        return own;
    }

    /** Of an own session its id, of which nothing is known but that it is text. */
    String id() {
        return facts.path("id").asString("");
    }

    boolean isNewer() {
        return own.isNewer() || facts.path("version").asInt(1) > 1;
    }

    /** Of an own session, if there is such a time and calendars can bear it. */
    Optional<Instant> time(String name) {
        if (!facts.has(name)) {
            return Optional.empty();
        }
        try {
            Instant time = Instant.parse(facts.path(name).asString(""));
            if (time.isAfter(EARLIEST) && time.isBefore(LATEST)) {
                return Optional.of(time);
            }
        } catch (DateTimeException _) {
            // As wrong as one out of range.
        }
        losses.add(Loss.TIME);
        return Optional.empty();
    }

    /** Another program's conversation. */
    ForeignConversation foreign() {
        openWebUi.instruct(facts.path("system"));
        openWebUi.instruct(facts.path("params").path("system"));
        foreign.describe(
                facts.path("title").asString(""),
                first("create_time", "created_at", "timestamp"),
                first("update_time", "updated_at", "timestamp"),
                facts.path("pinned").asBoolean(false));
        for (String name : new String[] {"current_node", "currentId"}) {
            if (facts.path(name).isString()) {
                foreign.show(facts.path(name).stringValue());
            }
        }
        return foreign;
    }

    private Optional<Instant> first(String... names) {
        Optional<Instant> time = Optional.empty();
        for (String name : names) {
            time = time.isPresent() ? time : Times.of(facts.path(name), losses);
        }
        return time;
    }

    Losses losses() {
        return losses;
    }
}
