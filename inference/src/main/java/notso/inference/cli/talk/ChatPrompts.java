package notso.inference.cli.talk;

import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.LoadProgress;
import notso.inference.ModelInfo;
import notso.inference.ModelOptions;
import notso.inference.Problem;
import notso.inference.Prompt;
import notso.inference.model.ModelDescription;
import notso.inference.model.ModelDescription.SpecialToken;
import notso.inference.scripted.Script;
import notso.inference.scripted.ScriptedEngine;
import notso.inference.template.ChatMessage;
import notso.inference.template.ChatTemplate;
import notso.inference.template.Conversation;
import notso.inference.template.Thinking;

import java.nio.file.Path;
import java.util.List;

/** Makes prompts by the chat template that a model carries, before the model is loaded. */
public record ChatPrompts(ChatTemplate template) {

    /**
     * @throws EngineException if the file is no model, or has no template that can be used
     */
    public static ChatPrompts of(Path model) {
        ModelDescription description = ModelDescription.read(model);
        String source = description.chatTemplate().orElseThrow(() -> missing(model));
        return new ChatPrompts(
                ChatTemplate.parse(source)
                        .withTokens(
                                description
                                        .tokenizer()
                                        .beginOfText()
                                        .map(SpecialToken::text)
                                        .orElse(""),
                                description
                                        .tokenizer()
                                        .endOfTurn()
                                        .map(SpecialToken::text)
                                        .orElse("")));
    }

    /** The script carries a template too, and takes no time to load. */
    public static ChatPrompts ofScript(Path model) {
        try (ScriptedEngine engine = new ScriptedEngine(Script.demo(), 0)) {
            ModelInfo info =
                    engine.load(
                                    ModelOptions.of(model),
                                    LoadProgress.Listener.NONE,
                                    new CancelSignal())
                            .info();
            String source = info.chatTemplate().orElseThrow(() -> missing(model));
            return new ChatPrompts(
                    ChatTemplate.parse(source).withTokens(info.bosToken(), info.eosToken()));
        }
    }

    /** The prompt that asks for an answer to these messages, dated now. */
    public Prompt prompt(List<ChatMessage> messages, Thinking thinking) {
        return template.render(Conversation.of(messages).withThinking(thinking));
    }

    private static EngineException missing(Path model) {
        return new EngineException(
                new Problem.UnsupportedModel(
                        model,
                        "it has no chat template",
                        "choose a chat model, or go without a template (generate --raw, prompt"
                                + " --template)"));
    }
}
