package notso.app.context;

import notso.app.conversation.Answer;
import notso.app.conversation.Message;
import notso.inference.EngineException;
import notso.inference.ModelInfo;
import notso.inference.Problem;
import notso.inference.Prompt;
import notso.inference.stream.AnswerFormat;
import notso.inference.stream.AnswerFormat.Beginning;
import notso.inference.template.ChatMessage;
import notso.inference.template.ChatTemplate;
import notso.inference.template.Conversation;
import notso.inference.template.Thinking;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Has the chat template of a model's own file write prompts. What people, files and tools wrote
 * goes in as plain text: nothing in it can end a turn or open reasoning. Immutable.
 */
public final class PromptWriter {

    private static final String THINK = "<think>\n";
    private static final String END_OF_THINKING = "\n</think>\n";
    private static final String NO_THINKING = "<think>\n\n</think>\n";

    private final ChatTemplate template;
    private final String templateHash;

    private PromptWriter(ChatTemplate template, String templateHash) {
        this.template = template;
        this.templateHash = templateHash;
    }

    /**
     * @throws EngineException if the model's own chat template cannot be used
     */
    public static PromptWriter of(ModelInfo model) {
        String source =
                model.chatTemplate()
                        .orElseThrow(
                                () ->
                                        new EngineException(
                                                new Problem.UnsupportedModel(
                                                        model.path(),
                                                        "it carries no chat template",
                                                        "choose a model that was made for chats")));
        return new PromptWriter(
                ChatTemplate.parse(source).withTokens(model.bosToken(), model.eosToken()),
                sha256(source));
    }

    /** SHA-256 of the template, in hexadecimal digits. */
    public String templateHash() {
        return templateHash;
    }

    /** Asks for an answer to the last message; ends with the beginning of the model's turn. */
    public Prompt question(List<Message> messages, PromptStyle style) {
        return render(Turns.of(messages, style), style, true);
    }

    /** Asks something about the messages, to be answered without thinking. */
    public Prompt aside(List<Message> messages, String question, PromptStyle style) {
        Prompt asked = render(Turns.of(messages, question, style), style, true);
        return endsWithBlock(asked) ? asked : appended(asked, NO_THINKING, "");
    }

    /** The messages alone, as they begin every later prompt. */
    public Prompt history(List<Message> messages, PromptStyle style) {
        return render(Turns.of(messages, style), style, false);
    }

    /** Asks for more of an answer to the last message; ends within the model's turn. */
    public Prompt continuation(List<Message> messages, Answer begun, PromptStyle style) {
        Prompt asked = question(messages, style);
        String opened = opens(asked) || endsWithBlock(asked) ? "" : THINK;
        if (begun.text().isEmpty()) {
            return begun.reasoning().isEmpty() ? asked : appended(asked, opened, begun.reasoning());
        }
        if (begun.reasoning().isEmpty()) {
            return appended(asked, opens(asked) ? END_OF_THINKING : "", begun.text());
        }
        Prompt thought = appended(asked, opened, begun.reasoning());
        return appended(thought, END_OF_THINKING, begun.text());
    }

    /** Where the prompt that {@link #continuation} gives leaves off. */
    public static Beginning beginning(Prompt prompt, Answer begun) {
        if (begun.text().isEmpty()) {
            return begun.reasoning().isEmpty()
                    ? AnswerFormat.beginningAfter(prompt)
                    : Beginning.THINKING;
        }
        return Beginning.ANSWER;
    }

    private Prompt render(List<ChatMessage> turns, PromptStyle style, boolean asks) {
        return template.render(
                Conversation.of(turns)
                        .withThinking(style.thinking() ? Thinking.ON : Thinking.OFF)
                        .withNow(style.dated().atStartOfDay())
                        .withGenerationPrompt(asks));
    }

    private static Prompt appended(Prompt prompt, String markup, String plain) {
        Prompt.Builder longer = new Prompt.Builder();
        for (Prompt.Segment segment : prompt.segments()) {
            switch (segment) {
                case Prompt.Segment.Markup(String text) -> longer.markup(text);
                case Prompt.Segment.Plain(String text) -> longer.plain(text);
                case Prompt.Segment.Tokens _ -> {}
            }
        }
        return longer.markup(markup).plain(plain).build();
    }

    private static boolean opens(Prompt prompt) {
        return AnswerFormat.beginningAfter(prompt) == Beginning.THINKING;
    }

    /** Whether the template itself has written an empty think block. */
    private static boolean endsWithBlock(Prompt prompt) {
        return !prompt.segments().isEmpty()
                && prompt.segments().getLast() instanceof Prompt.Segment.Markup(String text)
                && text.stripTrailing().endsWith("</think>");
    }

    private static String sha256(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
