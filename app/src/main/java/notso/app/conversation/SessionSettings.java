package notso.app.conversation;

import notso.inference.Sampling;

import java.util.Optional;

/**
 * What a session has of its own; what is empty is as the application's settings say.
 *
 * @param systemPrompt custom instructions; a blank text stands for none at all
 * @param model the path of the model file that it was last held with
 */
public record SessionSettings(
        Optional<String> systemPrompt,
        Optional<Sampling> sampling,
        Optional<Boolean> thinking,
        Optional<String> model) {

    /** Everything as the application has it. */
    public static final SessionSettings NONE =
            new SessionSettings(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public SessionSettings withSystemPrompt(Optional<String> value) {
        return new SessionSettings(value, sampling, thinking, model);
    }

    public SessionSettings withSampling(Optional<Sampling> value) {
        return new SessionSettings(systemPrompt, value, thinking, model);
    }

    public SessionSettings withThinking(Optional<Boolean> value) {
        return new SessionSettings(systemPrompt, sampling, value, model);
    }

    public SessionSettings withModel(Optional<String> value) {
        return new SessionSettings(systemPrompt, sampling, thinking, value);
    }
}
