package notso.app.conversation.foreign;

import notso.app.conversation.Answer;
import notso.app.conversation.Attachment;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one speaker said without a break, of one node or of several that follow each other. */
final class JoinedTurn {

    private static final String BREAK = "\n\n";

    private final ForeignTurn.Speaker speaker;
    private final Optional<Integer> parent;
    private final Instant created;
    private final List<Part> parts = new ArrayList<>();
    private Optional<Answer.End> end = Optional.empty();
    private int last;

    /**
     * @param parent the index of the joined turn before
     */
    JoinedTurn(ForeignTurn.Speaker speaker, Optional<Integer> parent, Instant created) {
        this.speaker = speaker;
        this.parent = parent;
        this.created = created;
    }

    void join(ForeignTurn turn, int index) {
        parts.addAll(turn.parts());
        end = turn.end().or(() -> end);
        last = index;
    }

    /** The index of the node that was joined last. */
    int last() {
        return last;
    }

    Optional<Integer> parent() {
        return parent;
    }

    Message message(MessageId id, Optional<MessageId> before) {
        return switch (speaker) {
            case PERSON -> {
                List<Attachment> files = new ArrayList<>();
                for (Part part : parts) {
                    if (part instanceof Part.File(Attachment file)) {
                        files.add(file);
                    }
                }
                yield new Message.Question(id, before, created, texts(), files);
            }
            case MODEL -> new Message.Reply(id, before, created, answer());
        };
    }

    private String texts() {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Text(String more)) {
                text.append(text.isEmpty() ? "" : BREAK).append(more);
            }
        }
        return text.toString();
    }

    private Answer answer() {
        StringBuilder reasoning = new StringBuilder();
        List<Answer.ToolUse> tools = new ArrayList<>();
        int answered = 0;
        StringBuilder text = new StringBuilder(texts());
        for (Part part : parts) {
            switch (part) {
                case Part.Text _ -> {}
                case Part.Reasoning(String more) ->
                        reasoning.append(reasoning.isEmpty() ? "" : BREAK).append(more);
                case Part.Call(Answer.ToolUse use) -> tools.add(use);
                case Part.Result(String tool, String result) -> {
                    while (answered < tools.size() && tools.get(answered).result().isPresent()) {
                        answered++;
                    }
                    if (answered < tools.size()) {
                        Answer.ToolUse use = tools.get(answered);
                        tools.set(
                                answered,
                                new Answer.ToolUse(
                                        use.call(), use.isPython(), Optional.of(result)));
                    } else {
                        tools.add(ToolCall.named(tool, "{}", Optional.of(result)));
                    }
                }
                case Part.File(Attachment file) ->
                        text.append(text.isEmpty() ? "" : BREAK).append(file.text());
            }
        }
        return new Answer(reasoning.toString(), text.toString(), tools, List.of(), end);
    }
}
