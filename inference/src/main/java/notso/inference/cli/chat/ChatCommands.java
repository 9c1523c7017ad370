package notso.inference.cli.chat;

import notso.inference.EngineException;
import notso.inference.ModelInfo;
import notso.inference.ProblemText;
import notso.inference.command.Command;
import notso.inference.command.ExportFormat;
import notso.inference.command.SlashCommand;
import notso.inference.command.SlashCommands;
import notso.inference.command.TypedLine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Carries out what is typed in a terminal. */
public final class ChatCommands {

    /** Ends the conversation; in a window there is nothing like it. */
    static final String EXIT = "/exit";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmmss", Locale.ROOT);

    private final ChatSession session;

    public ChatCommands(ChatSession session) {
        this.session = session;
    }

    /**
     * Carries out a line, or says it to the model.
     *
     * @return false if the conversation shall end
     */
    public boolean obey(String line) {
        if (line.strip().equalsIgnoreCase(EXIT)) {
            return false;
        }
        try {
            switch (SlashCommands.parse(line)) {
                case TypedLine.Text(String text) -> say(text);
                case TypedLine.Order(Command command) -> run(command);
                case TypedLine.UnknownName(String name, var nearest) -> unknown(name, nearest);
                case TypedLine.WrongArgument(SlashCommand command, var problem) ->
                        session.tell(
                                "/%s: %s"
                                        .formatted(
                                                command.commandName(),
                                                ProblemText.sentence(problem)));
            }
        } catch (EngineException e) {
            session.tell(e.getMessage());
        }
        return true;
    }

    private void say(String text) {
        if (!text.isEmpty()) {
            session.say(text);
        }
    }

    private void run(Command command) {
        switch (command) {
            case Command.Clear _ -> {
                session.clear();
                session.tell("A new conversation begins.");
            }
            case Command.Reset _ -> {
                session.reset();
                session.tell("The settings are those of the start again.");
            }
            case Command.Export(ExportFormat format, Optional<Path> file) -> export(format, file);
            case Command.Summarize _ -> summarize();
            case Command.SystemPrompt(Optional<String> text) -> system(text);
            case Command.Thinking(Optional<Boolean> on) ->
                    think(on.orElse(!session.settings().thinks()));
            case Command.Temperature(double value) -> {
                session.set(session.settings().withTemperature(value));
                session.tell("The temperature is %s.".formatted(value));
            }
            case Command.Continue _ -> session.goOn();
            case Command.Regenerate _ -> session.regenerate();
            case Command.Model(Optional<Path> file) -> {
                file.ifPresent(session::change);
                session.tell(modelLine());
            }
            case Command.Status _ -> StatusText.lines(session).forEach(session::tell);
            case Command.Theme _ ->
                    session.tell("The theme is the window's; a terminal has its own colours.");
            case Command.Settings _ ->
                    session.tell(
                            "The settings are a page of the window; here /system, /temp, /thinking"
                                    + " and /model change them.");
            case Command.Quote(var source) -> session.quote(source);
            case Command.Help(Optional<SlashCommand> about) ->
                    about.map(HelpText::about).orElseGet(HelpText::all).forEach(session::tell);
        }
    }

    private void unknown(String name, List<SlashCommand> nearest) {
        String advice =
                nearest.isEmpty()
                        ? "/help lists them"
                        : nearest.stream()
                                .map(command -> "/" + command.commandName())
                                .collect(Collectors.joining(" or ", "perhaps you mean ", ""));
        session.tell(
                "There is no command /%1$s; %2$s, and //%1$s sends it as text."
                        .formatted(name, advice));
    }

    private void summarize() {
        if (session.exchanges().isEmpty()) {
            session.tell("There is nothing to summarize yet.");
        } else {
            session.say(Command.Summarize.REQUEST);
        }
    }

    private void system(Optional<String> text) {
        text.ifPresent(value -> session.set(session.settings().withSystem(value)));
        String now = session.settings().system();
        if (now.isBlank()) {
            session.tell("There is no system prompt.");
        } else {
            session.tell(text.isPresent() ? "The system prompt is set." : now);
        }
    }

    private void think(boolean on) {
        session.set(session.settings().withThinking(on));
        session.tell(on ? "The model thinks before it answers." : "The model answers at once.");
    }

    private void export(ExportFormat format, Optional<Path> named) {
        ConversationText conversation =
                new ConversationText(session.settings().system(), modelName(), session.exchanges());
        Optional<String> text = conversation.in(format);
        if (session.exchanges().isEmpty()) {
            session.tell("There is nothing to export yet.");
        } else if (text.isEmpty()) {
            session.tell("HTML is what the window exports; here it is markdown, json or text.");
        } else {
            Path file = file(format, named);
            NewFile.write(file, text.get());
            session.tell("Written to %s.".formatted(file.toAbsolutePath().normalize()));
        }
    }

    private static Path file(ExportFormat format, Optional<Path> named) {
        Path own =
                Path.of(
                        "conversation-%s.%s"
                                .formatted(TIME.format(LocalDateTime.now()), format.ending()));
        return named.map(file -> Files.isDirectory(file) ? file.resolve(own) : file).orElse(own);
    }

    private String modelName() {
        return session.model()
                .running()
                .model()
                .info()
                .name()
                .replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "?");
    }

    /** What is loaded now. */
    public String modelLine() {
        if (session.model().isDemo()) {
            return "Demo: the answers come from a script, not from a model. Name a GGUF file to"
                    + " talk to a real one.";
        }
        ModelInfo info = session.model().running().model().info();
        return "%s with %d tokens of context, engine %s on %s."
                .formatted(
                        modelName(),
                        info.contextLength(),
                        session.model().running().info().id(),
                        info.device());
    }
}
