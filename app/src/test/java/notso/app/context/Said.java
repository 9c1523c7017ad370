package notso.app.context;

import notso.app.conversation.Answer;
import notso.app.conversation.Attachment;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;
import notso.inference.ModelInfo;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Messages and a model for tests of prompts. */
final class Said {

    static final PromptStyle STYLE = new PromptStyle("", true, false, LocalDate.of(2026, 11, 24));

    /** Marks turns with brackets, so that a prompt is easy to read and to count. */
    static final String TEMPLATE =
            "{%- for m in messages -%}[{{ m.role }}:{{ m.content }}]{%- endfor -%}"
                    + "{%- if add_generation_prompt -%}>{%- endif -%}"
                    + "{%- if add_generation_prompt and not enable_thinking -%}"
                    + "{{ '<think>\n\n</think>\n' }}{%- endif -%}";

    private final List<Message> messages = new ArrayList<>();

    static Said start() {
        return new Said();
    }

    Said question(String text, Attachment... attachments) {
        messages.add(
                new Message.Question(next(), last(), Instant.EPOCH, text, List.of(attachments)));
        return this;
    }

    Said reply(String reasoning, String text) {
        return reply(Answer.EMPTY.grown(reasoning, text));
    }

    Said reply(Answer answer) {
        messages.add(new Message.Reply(next(), last(), Instant.EPOCH, answer));
        return this;
    }

    List<Message> messages() {
        return List.copyOf(messages);
    }

    private MessageId next() {
        return new MessageId(messages.size() + 1);
    }

    private Optional<MessageId> last() {
        return messages.isEmpty() ? Optional.empty() : Optional.of(messages.getLast().id());
    }

    static ModelInfo model(Optional<String> template) {
        return new ModelInfo(
                Path.of("m.gguf"),
                "",
                "M",
                "llama",
                100,
                100,
                10,
                1,
                0,
                "CPU",
                0,
                template,
                "",
                "");
    }

    static PromptWriter writer() {
        return PromptWriter.of(model(Optional.of(TEMPLATE)));
    }

    /** Each character is a token. */
    static Tokens characters() {
        return prompt -> prompt.text().chars().toArray();
    }
}
