package notso.inference.cli.chat;

import notso.inference.command.Category;
import notso.inference.command.SlashCommand;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What can be typed, for a person to read. */
final class HelpText {

    private HelpText() {}

    /** All commands in their groups. */
    static List<String> all() {
        List<String> lines = new ArrayList<>();
        for (Category category : Category.values()) {
            lines.add(category.title());
            Arrays.stream(SlashCommand.values())
                    .filter(command -> command.category() == category)
                    .forEach(command -> lines.add(line(command.usage(), command.help())));
        }
        lines.add("Terminal");
        lines.add(line(ChatCommands.EXIT, "ends, as Ctrl+D does"));
        lines.add("/help COMMAND tells more; a line that begins with // is sent with one slash.");
        return lines;
    }

    /** One command with all that is to be said of it. */
    static List<String> about(SlashCommand command) {
        List<String> lines = new ArrayList<>();
        lines.add(command.usage() + ": " + command.help() + ".");
        if (!command.details().isEmpty()) {
            lines.add(command.details());
        }
        return lines;
    }

    private static String line(String usage, String help) {
        return "  %-40s %s".formatted(usage, help);
    }
}
