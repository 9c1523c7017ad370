package notso.app.context;

import notso.app.conversation.Answer;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;
import notso.inference.Prompt;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How many tokens a template itself writes: measured on a conversation of single letters.
 *
 * @param base around the whole conversation, the custom instructions and the beginning of the
 *     model's turn counted in
 * @param question around each question
 * @param reply around each reply
 */
record TemplateCosts(int base, int question, int reply) {

    private static final String SAMPLE = "a";

    static TemplateCosts measure(PromptWriter writer, Tokens tokens, PromptStyle style) {
        Message first = question(1);
        Answer answer = Answer.EMPTY.grown("", SAMPLE);
        Message reply =
                new Message.Reply(new MessageId(2), Optional.of(first.id()), Instant.EPOCH, answer);
        Message second = question(3);
        int sample = tokens.count(Prompt.plain(SAMPLE));
        int answered = tokens.count(writer.history(List.of(first, reply), style));
        int reasked = tokens.count(writer.history(List.of(first, reply, second), style));
        int answeredTwice =
                tokens.count(writer.history(List.of(first, reply, second, reply), style));
        int question = Math.max(0, reasked - answered - sample);
        int one = tokens.count(writer.question(List.of(first), style));
        return new TemplateCosts(
                Math.max(0, one - sample - question),
                question,
                Math.max(0, answeredTwice - reasked - sample));
    }

    int around(Message message) {
        return switch (message) {
            case Message.Question _ -> question;
            case Message.Reply _ -> reply;
        };
    }

    private static Message question(int id) {
        return new Message.Question(
                new MessageId(id), Optional.empty(), Instant.EPOCH, SAMPLE, List.of());
    }
}
