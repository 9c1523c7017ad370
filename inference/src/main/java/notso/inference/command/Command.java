package notso.inference.command;

import notso.inference.Sampling;
import notso.inference.quote.QuoteSource;

import java.nio.file.Path;
import java.util.Optional;

/** A command to carry out; {@link SlashCommand} says what each is for. */
public sealed interface Command {

    /** Begin a new conversation. */
    record Clear() implements Command {}

    /** Put the settings of this conversation back. */
    record Reset() implements Command {}

    /**
     * Write the conversation to a file.
     *
     * @param format the one named, or that of the file's ending
     * @param file empty for a name of the program's own
     */
    record Export(ExportFormat format, Optional<Path> file) implements Command {}

    /** Ask for a summary of the conversation, in the words of {@link #REQUEST}. */
    record Summarize() implements Command {
        public static final String REQUEST =
                "Summarize our conversation so far: its questions, what we found, and what is still"
                        + " open. Use the language that we have been speaking.";
    }

    /**
     * Set the system prompt.
     *
     * @param text empty to show it, blank to remove it
     */
    record SystemPrompt(Optional<String> text) implements Command {}

    /**
     * Let the model think before it answers, or not.
     *
     * @param on empty for the other way than now
     */
    record Thinking(Optional<Boolean> on) implements Command {}

    /** Set the temperature. */
    record Temperature(double value) implements Command {
        /**
         * @throws notso.inference.EngineException with {@link notso.inference.Problem.InvalidValue}
         *     if no sampling can have it
         */
        public Temperature {
            Sampling.DEFAULT.withTemperature(value);
        }
    }

    /** Go on with the last answer. */
    record Continue() implements Command {}

    /** Answer the last question again. */
    record Regenerate() implements Command {}

    /**
     * Load another model.
     *
     * @param file empty to show, or to choose, which one
     */
    record Model(Optional<Path> file) implements Command {}

    /** Show counts and timings. */
    record Status() implements Command {}

    /**
     * Change the colours of the window.
     *
     * @param name empty for the other than now
     */
    record Theme(Optional<ThemeName> name) implements Command {}

    /** Open the settings. */
    record Settings() implements Command {}

    /** Stream a passage. */
    record Quote(QuoteSource source) implements Command {}

    /**
     * Explain the commands.
     *
     * @param about empty for all of them
     */
    record Help(Optional<SlashCommand> about) implements Command {}
}
