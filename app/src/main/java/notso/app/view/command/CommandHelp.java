package notso.app.view.command;

import notso.inference.command.Category;
import notso.inference.command.SlashCommand;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Explains the commands. */
final class CommandHelp {

    private CommandHelp() {}

    static String all() {
        return Arrays.stream(Category.values())
                .map(CommandHelp::group)
                .collect(Collectors.joining("\n\n"));
    }

    private static String group(Category category) {
        return category.title()
                + "\n"
                + Arrays.stream(SlashCommand.values())
                        .filter(command -> command.category() == category)
                        .map(command -> call(command) + ": " + command.help())
                        .collect(Collectors.joining("\n"));
    }

    static String about(SlashCommand command) {
        return call(command) + ": " + command.help() + ".\n" + command.details();
    }

    private static String call(SlashCommand command) {
        return ("/" + command.commandName() + " " + command.argument()).strip();
    }
}
