package notso.app.context;

import java.time.LocalDate;

/**
 * How a prompt is to be written, beside its messages.
 *
 * @param systemPrompt custom instructions; blank for none
 * @param thinking whether the model shall think first
 * @param keepsReasoning whether it is shown what it thought in earlier turns
 * @param dated the day that a template is told; not the hour, so that prompts of a day begin alike
 */
public record PromptStyle(
        String systemPrompt, boolean thinking, boolean keepsReasoning, LocalDate dated) {

    public PromptStyle withThinking(boolean value) {
        return new PromptStyle(systemPrompt, value, keepsReasoning, dated);
    }
}
