package notso.app.conversation.store;

import notso.app.conversation.Session;
import notso.app.conversation.SessionId;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * The first line of a journal.
 *
 * @param updated when something was last said, as far as the lines behind it do not tell
 */
record Header(int version, SessionId id, Instant created, Instant updated) {

    /** The version that is written here. */
    static final int VERSION = 1;

    private static final String FORMAT = "notso-session";

    static Header of(SessionId id, Instant created) {
        return new Header(VERSION, id, created, created);
    }

    /** A session in which nothing has happened. */
    Session session() {
        return new Session(id, created, updated);
    }

    ObjectNode toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("format", FORMAT)
                .put("version", version)
                .put("id", id.value())
                .put("created", created.toString())
                .put("updated", updated.toString());
    }

    /** Empty if the object is no header. */
    static Optional<Header> of(ObjectNode json) {
        String id = json.path("id").asString("");
        JsonNode version = json.path("version");
        boolean isHeader =
                json.path("format").asString("").equals(FORMAT)
                        && version.canConvertToInt()
                        && SessionId.isValid(id);
        try {
            return isHeader
                    ? Optional.of(
                            new Header(
                                    version.intValue(),
                                    new SessionId(id),
                                    time(json, "created"),
                                    time(json, "updated")))
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Instant time(ObjectNode json, String name) {
        return Instant.parse(json.path(name).asString(""));
    }
}
