package notso.app.conversation.export;

import notso.app.conversation.Answer;
import notso.app.conversation.Attachment;
import notso.app.conversation.Message;
import notso.app.conversation.Session;
import notso.app.conversation.export.markdown.Escape;
import notso.app.conversation.export.markdown.OpenBlock;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The shown turns as Markdown. Questions and answers stand in it byte for byte; each turn begins
 * with a heading that carries a {@link TurnMark}, which no text of the session holds.
 */
final class MarkdownExport {

    private final Session session;
    private final ExportOptions options;
    private final Appendable target;
    private final Words words;

    MarkdownExport(Session session, ExportOptions options, Appendable target) {
        this.session = session;
        this.options = options;
        this.target = target;
        this.words = new Words(options);
    }

    void write() throws IOException {
        List<Message> path = session.path();
        String mark = TurnMark.of(session, path);
        target.append("# ").append(Escape.markdown(words.title(session))).append("\n\n");
        target.append(words.time(session.created())).append("\n\n");
        Optional<String> prompt = session.settings().systemPrompt().filter(p -> !p.isBlank());
        if (prompt.isPresent()) {
            target.append("**").append(words.of("instructions")).append("**\n\n");
            fenced("text", prompt.get());
        }
        for (Message message : path) {
            target.append("## ").append(words.speaker(message)).append(" · ");
            target.append(words.time(message.created()));
            target.append(words.branch(session, message).map(b -> " · " + b).orElse(""));
            target.append(" <!-- ").append(mark).append(" -->\n\n");
            switch (message) {
                case Message.Question question -> question(question);
                case Message.Reply reply -> answer(reply.answer());
            }
        }
    }

    private void question(Message.Question question) throws IOException {
        text(question.text());
        for (Attachment file : question.attachments()) {
            target.append("**").append(words.of("attachment")).append(":** ");
            target.append(Escape.markdown(file.name())).append("\n\n");
            fenced("text", file.text());
        }
    }

    private void answer(Answer answer) throws IOException {
        if (options.reasoning() && !answer.reasoning().isBlank()) {
            target.append("<details>\n<summary>").append(words.reasoning(answer));
            target.append("</summary>\n\n");
            fenced("text", answer.reasoning());
            target.append("</details>\n\n");
        }
        text(answer.text());
        for (Answer.ToolUse use : answer.tools()) {
            target.append("**").append(words.of("tool")).append("**\n\n");
            fenced(use.isPython() ? "python" : "json", use.call());
            if (use.result().isPresent()) {
                target.append("**").append(words.of("tool.result")).append("**\n\n");
                fenced("text", use.result().get());
            }
        }
        Optional<String> end = words.end(answer);
        if (end.isPresent()) {
            target.append('*').append(Escape.markdown(end.get())).append("*\n\n");
        }
        if (options.statistics()) {
            for (String line : words.statistics(answer)) {
                target.append('*').append(Escape.markdown(line)).append("*\n\n");
            }
        }
    }

    private void text(String text) throws IOException {
        if (text.isEmpty()) {
            return;
        }
        target.append(text);
        if (!text.endsWith("\n")) {
            target.append('\n');
        }
        target.append(OpenBlock.closing(text)).append('\n');
    }

    /** In a fence that is longer than any within. */
    private void fenced(String language, String text) throws IOException {
        int longest = 2;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(longest + 1);
        target.append(fence).append(language).append('\n').append(text);
        if (!text.isEmpty() && !text.endsWith("\n")) {
            target.append('\n');
        }
        target.append(fence).append("\n\n");
    }
}
