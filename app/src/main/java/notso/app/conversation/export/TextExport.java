package notso.app.conversation.export;

import notso.app.conversation.Answer;
import notso.app.conversation.Attachment;
import notso.app.conversation.Message;
import notso.app.conversation.Session;
import notso.app.conversation.export.markdown.Escape;

import java.io.IOException;
import java.util.Optional;

/** The shown turns as plain text: what was said as it was said, set apart by rules. */
final class TextExport {

    private static final String RULE = "─".repeat(72);
    private static final String MARK = "── ";

    private final Session session;
    private final ExportOptions options;
    private final Appendable target;
    private final Words words;

    TextExport(Session session, ExportOptions options, Appendable target) {
        this.session = session;
        this.options = options;
        this.target = target;
        this.words = new Words(options);
    }

    void write() throws IOException {
        line(words.title(session));
        line(words.time(session.created()));
        Optional<String> prompt = session.settings().systemPrompt().filter(p -> !p.isBlank());
        if (prompt.isPresent()) {
            part(words.of("instructions"), prompt.get());
        }
        for (Message message : session.path()) {
            line("");
            line(RULE);
            line(
                    words.speaker(message)
                            + " · "
                            + words.time(message.created())
                            + words.branch(session, message).map(b -> " · " + b).orElse(""));
            line(RULE);
            line("");
            switch (message) {
                case Message.Question question -> question(question);
                case Message.Reply reply -> answer(reply.answer());
            }
        }
    }

    private void question(Message.Question question) throws IOException {
        text(question.text());
        for (Attachment file : question.attachments()) {
            part(words.of("attachment") + ": " + Escape.line(file.name()), file.text());
        }
    }

    private void answer(Answer answer) throws IOException {
        if (options.reasoning() && !answer.reasoning().isBlank()) {
            part(words.reasoning(answer), answer.reasoning());
            line("");
        }
        text(answer.text());
        for (Answer.ToolUse use : answer.tools()) {
            part(words.of("tool"), use.call());
            if (use.result().isPresent()) {
                part(words.of("tool.result"), use.result().get());
            }
        }
        Optional<String> end = words.end(answer);
        if (end.isPresent()) {
            line("");
            line(MARK + Escape.line(end.get()));
        }
        if (options.statistics()) {
            for (String statistics : words.statistics(answer)) {
                line("");
                line(MARK + Escape.line(statistics));
            }
        }
    }

    private void part(String name, String text) throws IOException {
        line("");
        line(MARK + name + " ──");
        text(text);
        line(MARK);
    }

    private void text(String text) throws IOException {
        target.append(text);
        if (!text.isEmpty() && !text.endsWith("\n")) {
            target.append('\n');
        }
    }

    private void line(String text) throws IOException {
        target.append(text).append('\n');
    }
}
