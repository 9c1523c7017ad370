package notso.inference.cli.chat;

import notso.inference.Sampling;
import notso.inference.template.Thinking;

/**
 * How answers are asked for.
 *
 * @param system the system prompt, blank for none
 */
public record ChatSettings(String system, Sampling sampling, Thinking thinking) {

    ChatSettings withSystem(String value) {
        return new ChatSettings(value, sampling, thinking);
    }

    ChatSettings withTemperature(double value) {
        return new ChatSettings(system, sampling.withTemperature(value), thinking);
    }

    ChatSettings withThinking(boolean on) {
        return new ChatSettings(system, sampling, on ? Thinking.ON : Thinking.OFF);
    }

    /** Whether the model may think; templates that are told nothing let it. */
    boolean thinks() {
        return thinking != Thinking.OFF;
    }
}
