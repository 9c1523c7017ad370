package notso.app.conversation.json;

import notso.app.conversation.Attachment;
import notso.app.conversation.Draft;
import notso.app.conversation.Queued;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** What is yet to be sent, as JSON. */
final class DraftJson {

    private DraftJson() {}

    static ObjectNode write(Draft draft) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("text", draft.text());
        json.set("attachments", attachments(draft.attachments()));
        return json;
    }

    static Draft read(Fields fields) {
        return new Draft(
                fields.text("text"), fields.list("attachments", DraftJson::readAttachment));
    }

    static ArrayNode attachments(List<Attachment> attachments) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        attachments.forEach(
                file -> json.addObject().put("name", file.name()).put("text", file.text()));
        return json;
    }

    static Attachment readAttachment(Fields fields) {
        return new Attachment(fields.text("name"), fields.text("text"));
    }

    static ArrayNode queue(List<Queued> queue) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        queue.forEach(
                queued ->
                        json.addObject()
                                .put("number", queued.number())
                                .set("draft", write(queued.draft())));
        return json;
    }

    static Queued readQueued(Fields fields) {
        return new Queued(fields.number("number"), read(fields.fields("draft")));
    }
}
