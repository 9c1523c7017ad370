package notso.inference.command;

import notso.inference.EngineException;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads typed lines and filters the commands as one types.
 *
 * <p>A line is a command if it begins with one slash and a name: letters, digits, {@code -} and
 * {@code _} up to a blank or the end. The case of the name does not matter. {@code /usr/bin/ls} is
 * text, since a slash is in no name; a line that begins with {@code //} is text without the first
 * of them; so a text that looks like a command can always be sent with one slash more. A slash
 * alone asks for help.
 */
public final class SlashCommands {

    private static final Pattern COMMAND =
            Pattern.compile("/([\\p{L}\\p{M}\\p{N}_-]*)(?:\\s+(.*))?", Pattern.DOTALL);

    /** Fewer characters are in every help. */
    private static final int LEAST_FOR_HELP = 3;

    /** Names by which the model's own flags are known. */
    private static final Map<String, String> ALIASES =
            Map.of("think", "thinking on", "no_think", "thinking off");

    private SlashCommands() {}

    /** What a line is; blanks around it do not count. */
    public static TypedLine parse(String line) {
        String stripped = line.strip();
        if (stripped.startsWith("//")) {
            return new TypedLine.Text(stripped.substring(1));
        }
        Matcher typed = COMMAND.matcher(stripped);
        if (!typed.matches()) {
            return new TypedLine.Text(stripped);
        }
        String argument = Optional.ofNullable(typed.group(2)).orElse("").strip();
        return command(typed.group(1), argument, stripped);
    }

    private static TypedLine command(String name, String argument, String line) {
        if (name.isEmpty()) {
            return argument.isEmpty()
                    ? new TypedLine.Order(new Command.Help(Optional.empty()))
                    : new TypedLine.Text(line);
        }
        String alias = ALIASES.get(name.toLowerCase(Locale.ROOT));
        if (alias != null) {
            return parse(("/" + alias + " " + argument).strip());
        }
        return named(name)
                .map(command -> read(command, argument))
                .orElseGet(() -> new TypedLine.UnknownName(name, NearestNames.of(name)));
    }

    private static TypedLine read(SlashCommand command, String argument) {
        try {
            return new TypedLine.Order(command.with(argument));
        } catch (EngineException e) {
            return new TypedLine.WrongArgument(command, e.problem());
        }
    }

    /** The command with exactly this name, in any case. */
    public static Optional<SlashCommand> named(String name) {
        return Stream.of(SlashCommand.values())
                .filter(command -> command.commandName().equalsIgnoreCase(name))
                .findFirst();
    }

    /** {@link #matching(String, Function)} in English. */
    public static List<SlashCommand> matching(String typed) {
        return matching(typed, SlashCommand::help);
    }

    /**
     * The commands that fit what has been typed of a line: those whose name begins so first, then
     * those that have it within the name, then those that have it in the help, from three
     * characters on; each in their usual order. Behind a blank only the command with that name
     * fits.
     *
     * @param typed with the slash or without
     * @param help what a command does, in the language of the reader
     */
    public static List<SlashCommand> matching(String typed, Function<SlashCommand, String> help) {
        String line = typed.stripLeading().replaceFirst("^/", "").toLowerCase(Locale.ROOT);
        if (line.chars().anyMatch(Character::isWhitespace)) {
            return named(line.split("\\s", 2)[0]).stream().toList();
        }
        return Stream.of(SlashCommand.values())
                .filter(command -> fit(command, line, help) != Fit.NONE)
                .sorted(Comparator.comparing(command -> fit(command, line, help)))
                .toList();
    }

    /** How well a command fits, the best first. */
    private enum Fit {
        BEGINS,
        IN_NAME,
        IN_HELP,
        NONE
    }

    private static Fit fit(
            SlashCommand command, String typed, Function<SlashCommand, String> help) {
        String name = command.commandName();
        if (name.startsWith(typed)) {
            return Fit.BEGINS;
        }
        if (name.contains(typed)) {
            return Fit.IN_NAME;
        }
        boolean searchesHelp = typed.length() >= LEAST_FOR_HELP;
        return searchesHelp && help.apply(command).toLowerCase(Locale.ROOT).contains(typed)
                ? Fit.IN_HELP
                : Fit.NONE;
    }
}
