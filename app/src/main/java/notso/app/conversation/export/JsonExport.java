package notso.app.conversation.export;

import notso.app.conversation.Entry;
import notso.app.conversation.Session;
import notso.app.conversation.json.EntryJson;
import notso.app.conversation.json.JsonText;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.io.IOException;
import java.util.List;

/** Everything that a session is, one entry a line; several sessions are a list. */
final class JsonExport {

    private static final String FORMAT = "notso-session";
    private static final int VERSION = 1;

    private final Appendable target;

    JsonExport(Appendable target) {
        this.target = target;
    }

    void write(List<Session> sessions) throws IOException {
        target.append("[");
        String separator = "\n";
        for (Session session : sessions) {
            target.append(separator);
            writeObject(session);
            separator = ",\n";
        }
        target.append("\n]\n");
    }

    void write(Session session) throws IOException {
        writeObject(session);
        target.append('\n');
    }

    private void writeObject(Session session) throws IOException {
        target.append("{\"format\":").append(text(FORMAT));
        target.append(",\"version\":").append(Integer.toString(VERSION));
        target.append(",\"id\":").append(text(session.id().value()));
        target.append(",\"created\":").append(text(session.created().toString()));
        target.append(",\"updated\":").append(text(session.updated().toString()));
        target.append(",\"entries\":[");
        String separator = "\n";
        for (Entry entry : session.entries()) {
            target.append(separator).append(JsonText.write(EntryJson.write(entry)));
            separator = ",\n";
        }
        target.append("\n]}");
    }

    private static String text(String value) {
        JsonNode node = JsonNodeFactory.instance.stringNode(value);
        return JsonText.write(node);
    }
}
