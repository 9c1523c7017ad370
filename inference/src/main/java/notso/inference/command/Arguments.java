package notso.inference.command;

import notso.inference.EngineException;
import notso.inference.Problem;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what follows the name of a command. Each method takes it without blanks around it, and
 * fails with {@link Problem.InvalidValue}.
 */
final class Arguments {

    private static final List<String> YES = List.of("on", "yes", "true", "1");
    private static final List<String> NO = List.of("off", "no", "false", "0");

    /** Decimals with a point or a comma; no more digits than mean something. */
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(?:[.,]\\d{1,9})?|[.,]\\d{1,9}");

    private Arguments() {}

    static Function<String, Command> none(Command command) {
        return text -> {
            if (!text.isEmpty()) {
                throw invalid("argument", text, "left out; this command takes none");
            }
            return command;
        };
    }

    static Command thinking(String text) {
        return new Command.Thinking(optional(text).map(Arguments::yesOrNo));
    }

    static Command temperature(String text) {
        return new Command.Temperature(number("temperature", text, "a number such as 0.6"));
    }

    static Command systemPrompt(String text) {
        return new Command.SystemPrompt(
                optional(text).map(prompt -> prompt.equalsIgnoreCase("off") ? "" : prompt));
    }

    static Command model(String text) {
        return new Command.Model(optional(text).map(name -> FileName.path("model file", name)));
    }

    static Command export(String text) {
        String[] words = text.split("\\s+", 2);
        Optional<ExportFormat> format = ExportFormat.named(words[0]);
        Optional<Path> file =
                optional(format.isEmpty() ? text : words.length > 1 ? words[1] : "")
                        .map(name -> FileName.path("export file", name));
        return new Command.Export(
                format.or(() -> file.flatMap(ExportFormat::of)).orElse(ExportFormat.MARKDOWN),
                file);
    }

    static Command theme(String text) {
        return new Command.Theme(
                optional(text)
                        .map(
                                name ->
                                        Stream.of(ThemeName.values())
                                                .filter(it -> it.name().equalsIgnoreCase(name))
                                                .findFirst()
                                                .orElseThrow(
                                                        () ->
                                                                invalid(
                                                                        "theme",
                                                                        name,
                                                                        "light, dark or"
                                                                                + " system"))));
    }

    static Command help(String text) {
        return new Command.Help(
                optional(text)
                        .map(
                                name ->
                                        SlashCommands.named(name.replaceFirst("^/", ""))
                                                .orElseThrow(() -> unknownCommand(name))));
    }

    /** A number from 0 on. */
    static double number(String name, String text, String expected) {
        if (!NUMBER.matcher(text).matches()) {
            throw invalid(name, text, expected);
        }
        return Double.parseDouble(text.replace(',', '.'));
    }

    private static EngineException unknownCommand(String name) {
        List<SlashCommand> nearest = NearestNames.of(name.replaceFirst("^/", ""));
        return invalid(
                "name of the command",
                name,
                nearest.isEmpty()
                        ? "one that /help lists"
                        : "one that /help lists, such as "
                                + nearest.stream()
                                        .map(SlashCommand::commandName)
                                        .collect(Collectors.joining(" or ")));
    }

    private static boolean yesOrNo(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!YES.contains(lower) && !NO.contains(lower)) {
            throw invalid("argument", text, "on or off");
        }
        return YES.contains(lower);
    }

    private static Optional<String> optional(String text) {
        return Optional.of(text).filter(it -> !it.isEmpty());
    }

    static EngineException invalid(String name, String value, String expected) {
        String excerpt = value.length() <= 60 ? value : value.substring(0, 59) + "…";
        return new EngineException(new Problem.InvalidValue(name, excerpt, expected));
    }
}
