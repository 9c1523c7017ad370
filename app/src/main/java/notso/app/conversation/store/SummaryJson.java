package notso.app.conversation.store;

import notso.app.conversation.SessionId;
import notso.app.conversation.SessionSummary;
import notso.app.conversation.Title;

import tools.jackson.databind.node.ObjectNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Summaries as JSON, for the index. */
final class SummaryJson {

    private SummaryJson() {}

    static void write(SessionSummary summary, ObjectNode json) {
        json.put("id", summary.id().value())
                .put("title", summary.title().text())
                .put("source", summary.title().source().name())
                .put("created", summary.created().toString())
                .put("updated", summary.updated().toString())
                .put("pinned", summary.pinned())
                .put("messages", summary.messages());
    }

    /** Empty if the object is no summary. */
    static Optional<SessionSummary> read(ObjectNode json) {
        try {
            return Optional.of(
                    new SessionSummary(
                            new SessionId(json.path("id").asString("")),
                            new Title(
                                    json.path("title").asString(""),
                                    Title.Source.valueOf(json.path("source").asString(""))),
                            Instant.parse(json.path("created").asString("")),
                            Instant.parse(json.path("updated").asString("")),
                            json.path("pinned").asBoolean(false),
                            json.path("messages").asInt(0)));
        } catch (IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }
}
