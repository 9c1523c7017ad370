package notso.app.context;

import notso.app.conversation.Answer;
import notso.app.conversation.Attachment;
import notso.app.conversation.Message;
import notso.inference.template.ChatMessage;

import java.util.ArrayList;
import java.util.List;

/**
 * Questions and replies in turn, as templates insist on: replies without a word are left out, and
 * the questions that meet then become one.
 */
final class Turns {

    private final PromptStyle style;
    private final List<ChatMessage> turns = new ArrayList<>();
    private final StringBuilder question = new StringBuilder();

    private Turns(PromptStyle style) {
        this.style = style;
        if (!style.systemPrompt().isBlank()) {
            turns.add(ChatMessage.system(style.systemPrompt()));
        }
    }

    static List<ChatMessage> of(List<Message> messages, PromptStyle style) {
        Turns turns = new Turns(style);
        messages.forEach(turns::add);
        turns.endQuestion();
        return turns.turns;
    }

    /** With one more question behind them. */
    static List<ChatMessage> of(List<Message> messages, String last, PromptStyle style) {
        Turns turns = new Turns(style);
        messages.forEach(turns::add);
        turns.ask(last);
        turns.endQuestion();
        return turns.turns;
    }

    /** A question with its attachments, as the model reads it. */
    static String text(String question, List<Attachment> attachments) {
        StringBuilder text = new StringBuilder(question);
        for (Attachment attachment : attachments) {
            String fence = fence(attachment.text());
            text.append(text.isEmpty() ? "" : "\n\n")
                    .append("File: ")
                    .append(attachment.name())
                    .append('\n')
                    .append(fence)
                    .append('\n')
                    .append(attachment.text())
                    .append(attachment.text().endsWith("\n") ? "" : "\n")
                    .append(fence);
        }
        return text.toString();
    }

    /** A reply without its reasoning, with what the tools answered. */
    static String text(Answer answer) {
        StringBuilder text = new StringBuilder(answer.text());
        answer.tools().forEach(use -> use.result().ifPresent(text::append));
        return text.toString();
    }

    private void add(Message message) {
        switch (message) {
            case Message.Question asked -> ask(text(asked.text(), asked.attachments()));
            case Message.Reply reply -> reply(reply.answer());
        }
    }

    private void ask(String text) {
        question.append(question.isEmpty() ? "" : "\n\n").append(text);
    }

    private void reply(Answer answer) {
        List<Answer.ToolUse> results =
                answer.tools().stream().filter(use -> use.result().isPresent()).toList();
        if (answer.text().isBlank() && results.isEmpty()) {
            return;
        }
        endQuestion();
        turns.add(
                style.keepsReasoning()
                        ? ChatMessage.assistant(answer.reasoning(), answer.text())
                        : ChatMessage.assistant(answer.text()));
        results.forEach(use -> turns.add(ChatMessage.tool("tool", use.result().orElse(""))));
    }

    private void endQuestion() {
        if (!question.isEmpty()) {
            turns.add(ChatMessage.user(question.toString()));
            question.setLength(0);
        }
    }

    /** Longer than any run of backticks within. */
    private static String fence(String text) {
        int longest = 2;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return "`".repeat(longest + 1);
    }
}
