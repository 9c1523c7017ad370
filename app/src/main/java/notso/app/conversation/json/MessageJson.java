package notso.app.conversation.json;

import notso.app.conversation.Answer;
import notso.app.conversation.Message;
import notso.inference.FinishReason;
import notso.inference.GenerationStatistics;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns and answers as JSON. */
final class MessageJson {

    private static final String ROLE = "role";
    private static final String QUESTION = "question";
    private static final String REPLY = "reply";

    private static final String END = "end";
    private static final String FINISHED = "finished";
    private static final String FAILED = "failed";
    private static final String INTERRUPTED = "interrupted";

    private MessageJson() {}

    static ObjectNode write(Message message) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", message.id().value());
        message.parent().ifPresent(parent -> json.put("parent", parent.value()));
        json.put("created", message.created().toString());
        switch (message) {
            case Message.Question question ->
                    json.put(ROLE, QUESTION)
                            .put("text", question.text())
                            .set("attachments", DraftJson.attachments(question.attachments()));
            case Message.Reply reply ->
                    json.put(ROLE, REPLY).set("answer", writeAnswer(reply.answer()));
        }
        return json;
    }

    static Message read(Fields fields) {
        String role = fields.text(ROLE);
        return switch (role) {
            case QUESTION ->
                    new Message.Question(
                            fields.messageId("id"),
                            fields.optional("parent", fields::messageId),
                            fields.instant("created"),
                            fields.text("text"),
                            fields.list("attachments", DraftJson::readAttachment));
            case REPLY ->
                    new Message.Reply(
                            fields.messageId("id"),
                            fields.optional("parent", fields::messageId),
                            fields.instant("created"),
                            readAnswer(fields.fields("answer")));
            default -> throw Fields.unknown(ROLE, role);
        };
    }

    private static ObjectNode writeAnswer(Answer answer) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("reasoning", answer.reasoning()).put("text", answer.text());
        ArrayNode tools = json.putArray("tools");
        answer.tools().forEach(use -> tools.add(write(use)));
        ArrayNode runs = json.putArray("runs");
        answer.runs().forEach(run -> runs.add(writeRun(run)));
        answer.end().ifPresent(end -> json.set("end", write(end)));
        return json;
    }

    private static Answer readAnswer(Fields fields) {
        return new Answer(
                fields.text("reasoning"),
                fields.text("text"),
                fields.list("tools", MessageJson::readToolUse),
                fields.list("runs", MessageJson::readRun),
                fields.optional("end", fields::fields).map(MessageJson::readEnd));
    }

    static ObjectNode write(Answer.ToolUse use) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("call", use.call()).put("python", use.isPython());
        use.result().ifPresent(result -> json.put("result", result));
        return json;
    }

    static Answer.ToolUse readToolUse(Fields fields) {
        return new Answer.ToolUse(
                fields.text("call"),
                fields.truth("python"),
                fields.optional("result", fields::text));
    }

    private static ObjectNode writeRun(Answer.Run run) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("recipe", RecipeJson.write(run.recipe()));
        run.outcome().ifPresent(outcome -> json.set("outcome", write(outcome)));
        return json;
    }

    private static Answer.Run readRun(Fields fields) {
        return new Answer.Run(
                RecipeJson.read(fields.fields("recipe")),
                fields.optional("outcome", fields::fields).map(MessageJson::readOutcome));
    }

    static ObjectNode write(Answer.Outcome outcome) {
        GenerationStatistics statistics = outcome.statistics();
        return JsonNodeFactory.instance
                .objectNode()
                .put("reason", outcome.reason().name())
                .put("promptTokens", statistics.promptTokens())
                .put("reusedTokens", statistics.reusedTokens())
                .put("generatedTokens", statistics.generatedTokens())
                .put("promptNanos", statistics.promptTime().toNanos())
                .put("generationNanos", statistics.generationTime().toNanos())
                .put("firstTokenNanos", statistics.timeToFirstToken().toNanos())
                .put("thinkingNanos", outcome.thinkingTime().toNanos());
    }

    static Answer.Outcome readOutcome(Fields fields) {
        return new Answer.Outcome(
                fields.word("reason", FinishReason.class),
                new GenerationStatistics(
                        fields.count("promptTokens"),
                        fields.count("reusedTokens"),
                        fields.count("generatedTokens"),
                        fields.nanoseconds("promptNanos"),
                        fields.nanoseconds("generationNanos"),
                        fields.nanoseconds("firstTokenNanos")),
                fields.nanoseconds("thinkingNanos"));
    }

    static ObjectNode write(Answer.End end) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        return switch (end) {
            case Answer.End.Finished(FinishReason reason) ->
                    json.put(END, FINISHED).put("reason", reason.name());
            case Answer.End.Failed(String sentence) ->
                    json.put(END, FAILED).put("sentence", sentence);
            case Answer.End.Interrupted() -> json.put(END, INTERRUPTED);
        };
    }

    static Answer.End readEnd(Fields fields) {
        String end = fields.text(END);
        return switch (end) {
            case FINISHED -> new Answer.End.Finished(fields.word("reason", FinishReason.class));
            case FAILED -> new Answer.End.Failed(fields.text("sentence"));
            case INTERRUPTED -> new Answer.End.Interrupted();
            default -> throw Fields.unknown(END, end);
        };
    }
}
