package notso.app.answer;

import java.util.List;

/**
 * What a model is asked.
 *
 * @param messages all that was said so far, the question last
 * @param thinking true to have the model think aloud first
 */
public record AnswerRequest(List<Turn> messages, boolean thinking) {

    public AnswerRequest {
        messages = List.copyOf(messages);
    }
}
