package notso.app.answer;

import notso.app.context.PromptStyle;
import notso.app.conversation.Session;
import notso.inference.Sampling;

import java.time.LocalDate;

/**
 * How answers are made where a session says nothing of its own.
 *
 * @param systemPrompt custom instructions, blank for none
 * @param keepsReasoning whether a model is shown what it thought in earlier turns
 * @param reserve tokens of the context to leave for an answer
 * @param modelTitles whether a model names conversations in idle time
 */
public record AnswerDefaults(
        String systemPrompt,
        Sampling sampling,
        boolean thinking,
        boolean keepsReasoning,
        int reserve,
        boolean modelTitles) {

    /** Thinking, no instructions, and the rest as SmolLM3's authors advise. */
    public static final AnswerDefaults STANDARD =
            new AnswerDefaults("", Sampling.DEFAULT, true, false, 1024, true);

    boolean thinking(Session session) {
        return session.settings().thinking().orElse(thinking);
    }

    Sampling sampling(Session session) {
        return session.settings().sampling().orElse(sampling);
    }

    PromptStyle style(Session session, LocalDate today) {
        return new PromptStyle(
                session.settings().systemPrompt().orElse(systemPrompt),
                thinking(session),
                keepsReasoning,
                today);
    }
}
