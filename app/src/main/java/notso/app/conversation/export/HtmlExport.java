package notso.app.conversation.export;

import notso.app.conversation.Answer;
import notso.app.conversation.Attachment;
import notso.app.conversation.Message;
import notso.app.conversation.Session;
import notso.app.conversation.export.markdown.Escape;
import notso.app.conversation.export.markdown.MarkdownHtml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/**
 * The shown turns as one page, which is well-formed XML too. Its policy forbids everything but the
 * style that it carries: a page that shows foreign text must be harmless even if an escape failed.
 */
final class HtmlExport {

    private final Session session;
    private final ExportOptions options;
    private final Appendable target;
    private final Words words;

    HtmlExport(Session session, ExportOptions options, Appendable target) {
        this.session = session;
        this.options = options;
        this.target = target;
        this.words = new Words(options);
    }

    void write() throws IOException {
        String style = style();
        String title = Escape.html(words.title(session));
        target.append("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\" />\n");
        target.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';");
        target.append(" style-src 'sha256-").append(sha256(style));
        target.append("'; base-uri 'none'; form-action 'none'\" />\n");
        target.append("<meta name=\"referrer\" content=\"no-referrer\" />\n");
        target.append("<meta name=\"color-scheme\" content=\"light dark\" />\n");
        target.append("<meta name=\"viewport\" content=\"width=device-width\" />\n");
        target.append("<title>").append(title).append("</title>\n");
        target.append("<style>").append(style).append("</style>\n</head>\n<body>\n<main>\n");
        target.append("<header><h1 dir=\"auto\">").append(title).append("</h1>\n<p>");
        target.append(Escape.html(words.time(session.created()))).append("</p>\n");
        Optional<String> prompt = session.settings().systemPrompt().filter(p -> !p.isBlank());
        if (prompt.isPresent()) {
            folded(words.of("instructions"), MarkdownHtml.asWritten(prompt.get()));
        }
        target.append("</header>\n");
        for (Message message : session.path()) {
            turn(message);
        }
        target.append("</main>\n</body>\n</html>\n");
    }

    private void turn(Message message) throws IOException {
        String role =
                switch (message) {
                    case Message.Question _ -> "user";
                    case Message.Reply _ -> "assistant";
                };
        target.append("<article class=\"").append(role).append("\">\n<h2>");
        target.append(Escape.html(words.speaker(message))).append(" <span><time datetime=\"");
        target.append(message.created().toString()).append("\">");
        target.append(Escape.html(words.time(message.created()))).append("</time>");
        Optional<String> branch = words.branch(session, message);
        target.append(branch.map(text -> " · " + Escape.html(text)).orElse(""));
        target.append("</span></h2>\n");
        switch (message) {
            case Message.Question question -> question(question);
            case Message.Reply reply -> answer(reply.answer());
        }
        target.append("</article>\n");
    }

    private void question(Message.Question question) throws IOException {
        target.append(MarkdownHtml.asWritten(question.text()));
        for (Attachment file : question.attachments()) {
            folded(words.of("attachment") + ": " + Escape.line(file.name()), code(file.text()));
        }
    }

    private void answer(Answer answer) throws IOException {
        if (options.reasoning() && !answer.reasoning().isBlank()) {
            folded(words.reasoning(answer), MarkdownHtml.of(answer.reasoning(), words.of("image")));
        }
        target.append(MarkdownHtml.of(answer.text(), words.of("image")));
        for (Answer.ToolUse use : answer.tools()) {
            folded(words.of("tool"), code(use.call()));
            if (use.result().isPresent()) {
                folded(words.of("tool.result"), code(use.result().get()));
            }
        }
        note(words.end(answer));
        if (options.statistics()) {
            for (String line : words.statistics(answer)) {
                note(Optional.of(line));
            }
        }
    }

    private void folded(String name, String html) throws IOException {
        target.append("<details><summary>").append(Escape.html(name)).append("</summary>\n");
        target.append(html).append("</details>\n");
    }

    private void note(Optional<String> text) throws IOException {
        if (text.isPresent()) {
            target.append("<p class=\"note\">").append(Escape.html(text.get())).append("</p>\n");
        }
    }

    private static String code(String text) {
        return "<pre dir=\"ltr\"><code>" + Escape.html(text) + "</code></pre>\n";
    }

    /** Without a character that would end the element, or that XML would read as markup. */
    private static String style() {
        try (InputStream in =
                Objects.requireNonNull(HtmlExport.class.getResourceAsStream("page.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
