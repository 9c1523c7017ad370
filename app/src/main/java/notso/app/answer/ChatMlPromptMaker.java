package notso.app.answer;

import notso.app.conversation.Message;
import notso.inference.ModelInfo;
import notso.inference.Prompt;

/** The ChatML form, for models that carry no chat template. */
public final class ChatMlPromptMaker implements PromptMaker {

    @Override
    public Prompt prompt(ModelInfo model, AnswerRequest request) {
        Prompt.Builder prompt = new Prompt.Builder();
        for (Message message : request.messages()) {
            String role =
                    switch (message) {
                        case Message.Question _ -> "user";
                        case Message.Reply _ -> "assistant";
                    };
            prompt.markup("<|im_start|>" + role + "\n")
                    .plain(message.text())
                    .markup("<|im_end|>\n");
        }
        prompt.markup("<|im_start|>assistant\n");
        return request.thinking() ? prompt.build() : prompt.markup("<think>\n\n</think>\n").build();
    }
}
