package notso.inference.stream;

import notso.inference.Ability;
import notso.inference.EngineInfo;
import notso.inference.Prompt;
import notso.inference.stream.AnswerPart.ToolCall;

import java.util.Set;

/**
 * How an answer is to be read.
 *
 * @param tags by what a tag is known
 * @param beginning where the prompt left off
 * @param calls the tool calls that are expected; the tags of others are text, so that an answer
 *     about HTML may say {@code <code>}
 */
public record AnswerFormat(Tags tags, Beginning beginning, Set<ToolCall.Kind> calls) {

    /** By what a tag is known. */
    public enum Tags {
        /** Only a special token is a tag; text that merely looks like one stays text. */
        SPECIAL_TOKENS,
        /** Text that looks like a tag is one; for engines that tell no tokens apart. */
        TEXT
    }

    /** Where the prompt left off. */
    public enum Beginning {
        /** Before the first character of a turn; newlines in front of the text are dropped. */
        TURN,
        /** Just behind a {@code <think>} of the prompt. */
        THINKING,
        /** Within the text of an answer that goes on; its newlines count. */
        ANSWER
    }

    public AnswerFormat {
        calls = Set.copyOf(calls);
    }

    /** What suits this engine and this prompt, with tool calls in JSON. */
    public static AnswerFormat of(EngineInfo engine, Prompt prompt) {
        return new AnswerFormat(
                engine.can(Ability.SPECIAL_TOKENS) ? Tags.SPECIAL_TOKENS : Tags.TEXT,
                beginningAfter(prompt),
                Set.of(ToolCall.Kind.JSON));
    }

    /**
     * Thinking if the prompt's markup ends with an opened think block, a new turn otherwise. A
     * {@code <think>} that a person wrote opens nothing.
     */
    public static Beginning beginningAfter(Prompt prompt) {
        boolean opened =
                !prompt.segments().isEmpty()
                        && prompt.segments().getLast() instanceof Prompt.Segment.Markup(String text)
                        && text.stripTrailing().endsWith(Tag.THINK.text());
        return opened ? Beginning.THINKING : Beginning.TURN;
    }

    public AnswerFormat withBeginning(Beginning value) {
        return new AnswerFormat(tags, value, calls);
    }

    public AnswerFormat withCalls(Set<ToolCall.Kind> value) {
        return new AnswerFormat(tags, beginning, value);
    }
}
