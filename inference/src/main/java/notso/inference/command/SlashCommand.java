package notso.inference.command;

import notso.inference.EngineException;

import java.util.Locale;
import java.util.function.Function;

/** The commands, in the order in which they are shown. */
public enum SlashCommand {
    CLEAR(
            Category.CONVERSATION,
            "",
            "begins a new conversation and keeps the old one",
            "In the window the old conversation stays in the list. The terminal keeps only what was"
                    + " exported.",
            Arguments.none(new Command.Clear())),
    RESET(
            Category.CONVERSATION,
            "",
            "puts this conversation's settings back to the defaults",
            "These are the system prompt, the sampling and the thinking; what was said stays.",
            Arguments.none(new Command.Reset())),
    EXPORT(
            Category.CONVERSATION,
            "[markdown|json|html|text] [FILE]",
            "writes the conversation to a file",
            "The format is the one that is named, or that of the file's ending, or markdown. A file"
                    + " that is already there is never replaced.",
            Arguments::export),
    SUMMARIZE(
            Category.CONVERSATION,
            "",
            "asks the model for a summary of the conversation",
            "Question and summary become part of the conversation.",
            Arguments.none(new Command.Summarize())),
    SYSTEM(
            Category.CONVERSATION,
            "[TEXT|off]",
            "shows, sets or removes the system prompt",
            "A system prompt goes before everything that is said; it counts from the next answer"
                    + " on.",
            Arguments::systemPrompt),
    THINKING(
            Category.ANSWERS,
            "[on|off]",
            "lets the model think before it answers, or not",
            "Without on or off, it is the other way than now. /think and /no_think are short for on"
                    + " and off.",
            Arguments::thinking),
    TEMP(
            Category.ANSWERS,
            "NUMBER",
            "sets the temperature, from 0 (no chance) to 5",
            "At 0 the model always takes the likeliest token; the default is 0.6.",
            Arguments::temperature),
    CONTINUE(
            Category.ANSWERS,
            "",
            "goes on with the last answer",
            "For an answer that was stopped or cut off; it goes on within the same answer.",
            Arguments.none(new Command.Continue())),
    REGENERATE(
            Category.ANSWERS,
            "",
            "answers the last question again",
            "In the window both answers stay; in the terminal the new one takes the old one's"
                    + " place.",
            Arguments.none(new Command.Regenerate())),
    MODEL(
            Category.MODEL,
            "[FILE]",
            "loads another model, or shows which one runs",
            "The conversation goes on with the new model.",
            Arguments::model),
    STATUS(
            Category.MODEL,
            "",
            "shows counts and timings",
            "Messages, tokens, speeds, the time to the first token, the engine and its memory.",
            Arguments.none(new Command.Status())),
    THEME(
            Category.APPLICATION,
            "[light|dark|system]",
            "changes the colours of the window",
            "Without a name, it is the other one than now.",
            Arguments::theme),
    SETTINGS(
            Category.APPLICATION,
            "",
            "opens the settings",
            "",
            Arguments.none(new Command.Settings())),
    QUOTE(
            Category.APPLICATION,
            "tour [PLACE] | FILE [LINES]",
            "streams a passage of the tour or of a text file",
            "/quote tour lists the chapters, /quote tour 3 streams one of them, /quote tour 1:1-14"
                    + " some verses. /quote notes.txt 10-40 streams lines; a name with blanks needs"
                    + " quotation marks. A passage comes like an answer, at 60 tokens a second or"
                    + " as fast as @RATE (or --rate RATE) says, 0 being as fast as possible. It is"
                    + " shown, and never given to the model. A markdown file is shown as the"
                    + " markdown it is, any other as a block of code.",
            QuoteParser::parse),
    HELP(
            Category.APPLICATION,
            "[COMMAND]",
            "explains the commands",
            "A line that begins with // is sent as text with one slash, and so is a line such as"
                    + " /usr/bin/ls that cannot be the name of a command.",
            Arguments::help);

    private final Category category;
    private final String argument;
    private final String help;
    private final String details;
    private final Function<String, Command> parser;

    SlashCommand(
            Category category,
            String argument,
            String help,
            String details,
            Function<String, Command> parser) {
        this.category = category;
        this.argument = argument;
        this.help = help;
        this.details = details;
        this.parser = parser;
    }

    /** What is typed, without the slash. */
    public String commandName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Category category() {
        return category;
    }

    /**
     * What may follow the name: words in capitals stand for others, brackets for what is optional.
     */
    public String argument() {
        return argument;
    }

    /** Whether the name alone says too little. */
    public boolean needsArgument() {
        return !argument.isEmpty() && !argument.startsWith("[");
    }

    /** What it does, in an English clause. */
    public String help() {
        return help;
    }

    /** More about it, in English sentences; empty where the clause says all. */
    public String details() {
        return details;
    }

    /** Names {@link #help} in a bundle of translations. */
    public String helpKey() {
        return "command." + commandName() + ".help";
    }

    /** Names {@link #details} in a bundle of translations. */
    public String detailsKey() {
        return "command." + commandName() + ".details";
    }

    /** All of it as it is typed, such as {@code /temp NUMBER}. */
    public String usage() {
        return ("/" + commandName() + " " + argument).strip();
    }

    /**
     * The command with this argument.
     *
     * @throws EngineException if it cannot have that; the message says what is expected
     */
    Command with(String argumentText) {
        return parser.apply(argumentText);
    }
}
