package notso.app.answer;

import notso.inference.EngineException;
import notso.inference.ModelInfo;
import notso.inference.Problem;
import notso.inference.Prompt;
import notso.inference.template.ChatMessage;
import notso.inference.template.ChatTemplate;
import notso.inference.template.Conversation;
import notso.inference.template.Thinking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Has the chat template of the model's own file write the prompt. For one thread. */
public final class TemplatePromptMaker implements PromptMaker {

    private record Parsed(ModelInfo model, ChatTemplate template) {}

    private Optional<Parsed> latest = Optional.empty();

    @Override
    public Prompt prompt(ModelInfo model, AnswerRequest request) {
        Conversation conversation =
                Conversation.of(turns(request.messages()))
                        .withThinking(request.thinking() ? Thinking.ON : Thinking.OFF);
        return template(model).render(conversation);
    }

    private ChatTemplate template(ModelInfo model) {
        Parsed parsed =
                latest.filter(last -> last.model().equals(model)).orElseGet(() -> parse(model));
        latest = Optional.of(parsed);
        return parsed.template();
    }

    private static Parsed parse(ModelInfo model) {
        String source =
                model.chatTemplate()
                        .orElseThrow(
                                () ->
                                        new EngineException(
                                                new Problem.UnsupportedModel(
                                                        model.path(),
                                                        "it carries no chat template",
                                                        "choose a model that was made for chats")));
        return new Parsed(
                model, ChatTemplate.parse(source).withTokens(model.bosToken(), model.eosToken()));
    }

    /**
     * Questions and replies in turn, as templates insist on: replies without a word are left out,
     * and the questions that meet then become one.
     */
    private static List<ChatMessage> turns(List<Turn> messages) {
        List<ChatMessage> turns = new ArrayList<>();
        StringBuilder question = new StringBuilder();
        for (Turn message : messages) {
            switch (message) {
                case Turn.Question(String text) ->
                        question.append(question.isEmpty() ? "" : "\n\n").append(text);
                case Turn.Reply(_, String text) -> {
                    if (!text.isBlank()) {
                        turns.add(ChatMessage.user(question.toString()));
                        turns.add(ChatMessage.assistant(text));
                        question.setLength(0);
                    }
                }
            }
        }
        turns.add(ChatMessage.user(question.toString()));
        return turns;
    }
}
