package notso.inference.cli.talk;

import notso.inference.EngineException;
import notso.inference.Problem;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What can be typed in a conversation beside messages.
 *
 * @param argument what follows the name, empty where nothing does
 * @param action takes the session and the argument
 */
public record SlashCommand(
        String name, String argument, String help, BiConsumer<ChatSession, String> action) {

    private static final String EXIT = "/exit";

    private static final List<SlashCommand> ALL =
            List.of(
                    new SlashCommand("/help", "", "lists these commands", (chat, _) -> help(chat)),
                    new SlashCommand(
                            "/clear", "", "forgets the conversation", (chat, _) -> chat.clear()),
                    new SlashCommand(
                            "/think",
                            "",
                            "lets the model think first",
                            (chat, _) -> chat.think(true)),
                    new SlashCommand(
                            "/no_think",
                            "",
                            "lets the model answer at once",
                            (chat, _) -> chat.think(false)),
                    new SlashCommand(
                            "/system", "TEXT", "sets the system prompt", ChatSession::system),
                    new SlashCommand(
                            "/temp",
                            "NUMBER",
                            "sets the temperature, 0 for no chance",
                            (chat, text) -> chat.temperature(number(text))),
                    new SlashCommand(EXIT, "", "ends, as Ctrl+D does", (_, _) -> {}));

    /**
     * Runs a line that begins with a slash.
     *
     * @return false if the conversation shall end
     */
    public static boolean run(String line, ChatSession chat) {
        String[] words = line.split("\\s+", 2);
        Optional<SlashCommand> found =
                ALL.stream().filter(command -> command.name.equals(words[0])).findFirst();
        found.ifPresentOrElse(
                command -> command.action.accept(chat, words.length > 1 ? words[1] : ""),
                () -> chat.tell("There is no command %s; /help lists them.".formatted(words[0])));
        return !words[0].equals(EXIT);
    }

    private static void help(ChatSession chat) {
        for (SlashCommand command : ALL) {
            String call = command.name + " " + command.argument;
            chat.tell("  %-16s %s".formatted(call, command.help));
        }
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new EngineException(
                    new Problem.InvalidValue("temperature", text, "a number such as 0.6"), e);
        }
    }
}
