package notso.inference.template;

import notso.inference.Prompt;
import notso.inference.template.render.Interpreter;
import notso.inference.template.syntax.Statement;
import notso.inference.template.syntax.TemplateParser;
import notso.inference.template.value.Dict;
import notso.inference.template.value.Sequence;
import notso.inference.template.value.Text;
import notso.inference.template.value.Value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model's own way of writing conversations, in the Jinja that chat templates use. Immutable; can
 * be used from any thread.
 *
 * <p>Reading and rendering are bounded in steps, memory and depth. Whatever goes wrong is an {@link
 * notso.inference.EngineException} with a {@link notso.inference.Problem.BadTemplate}.
 */
public final class ChatTemplate {

    private static final Set<String> KNOWN_ROLES =
            Set.of("system", "developer", "user", "assistant", "tool");
    private static final String REASONING = "reasoning_content";

    private final List<Statement> statements;
    private final boolean knowsReasoning;
    private final String startToken;
    private final String endToken;

    private ChatTemplate(
            List<Statement> statements,
            boolean knowsReasoning,
            String startToken,
            String endToken) {
        this.statements = statements;
        this.knowsReasoning = knowsReasoning;
        this.startToken = startToken;
        this.endToken = endToken;
    }

    /** Reads a template; it knows {@code bos_token} and {@code eos_token} as empty texts. */
    public static ChatTemplate parse(String source) {
        return new ChatTemplate(TemplateParser.parse(source), source.contains(REASONING), "", "");
    }

    /** The same template with the names of the model's start and end tokens. */
    public ChatTemplate withTokens(String start, String end) {
        return new ChatTemplate(statements, knowsReasoning, start, end);
    }

    public Prompt render(Conversation conversation) {
        Text text = Interpreter.render(statements, variables(conversation), conversation.now());
        Prompt.Builder prompt = new Prompt.Builder();
        text.forEachRun(
                (chars, foreign) -> {
                    if (foreign) {
                        prompt.plain(chars);
                    } else {
                        prompt.markup(chars);
                    }
                });
        return prompt.build();
    }

    private Map<String, Value> variables(Conversation conversation) {
        Map<String, Value> variables = new LinkedHashMap<>();
        variables.put("bos_token", Text.markup(startToken));
        variables.put("eos_token", Text.markup(endToken));
        variables.put("add_generation_prompt", Value.of(conversation.addGenerationPrompt()));
        switch (conversation.thinking()) {
            case ON -> variables.put("enable_thinking", Value.TRUE);
            case OFF -> variables.put("enable_thinking", Value.FALSE);
            case UNSPECIFIED -> {}
        }
        conversation
                .variables()
                .forEach((name, value) -> variables.put(name, ForeignValues.of(value)));
        if (!conversation.tools().isEmpty()) {
            List<Value> tools = new ArrayList<>();
            conversation.tools().forEach(tool -> tools.add(ForeignValues.of(tool)));
            variables.put("tools", Sequence.list(tools));
        }
        List<Value> messages = new ArrayList<>();
        conversation.messages().forEach(message -> messages.add(value(message)));
        variables.put("messages", Sequence.list(messages));
        return variables;
    }

    private Value value(ChatMessage message) {
        Dict fields = ForeignValues.of(message.fields());
        if (KNOWN_ROLES.contains(message.role())) {
            fields.put(Text.markup("role"), Text.markup(message.role()));
        }
        if (message.reasoning().isEmpty()) {
            return fields;
        }
        Text reasoning = Text.foreign(message.reasoning());
        if (knowsReasoning) {
            fields.put(Text.markup(REASONING), reasoning);
        } else if (fields.entries().get("content") instanceof Dict.Entry(_, Text content)) {
            Text thought =
                    Text.concat(
                            Text.markup("<think>\n"),
                            reasoning,
                            Text.markup("\n</think>\n"),
                            content);
            fields.put(Text.markup("content"), thought);
        }
        return fields;
    }
}
