package notso.app.view.command;

import notso.app.answer.SessionLibrary;
import notso.app.answer.SessionTransfer;
import notso.app.conversation.Draft;
import notso.app.conversation.SessionSettings;
import notso.app.conversation.export.ExportFormat;
import notso.app.engine.ModelFinder;
import notso.app.metrics.Metrics;
import notso.app.settings.AllSettings;
import notso.app.settings.Choice;
import notso.app.settings.SamplingSettings;
import notso.app.settings.Setting;
import notso.app.settings.SettingsStore;
import notso.app.view.ChatViewModel;
import notso.app.view.ModelViewModel;
import notso.app.view.look.Texts;
import notso.app.view.transcript.AnswerViewModel;
import notso.inference.ProblemText;
import notso.inference.Sampling;
import notso.inference.command.Command;
import notso.inference.command.SlashCommand;
import notso.inference.command.SlashCommands;
import notso.inference.command.ThemeName;
import notso.inference.command.TypedLine;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Takes what is typed in a window and does it. For the window's thread. */
public final class WindowCommands {

    /**
     * What commands work on.
     *
     * @param background runs what asks the system
     * @param window runs what changes the window
     */
    public record Parts(
            ChatViewModel chat,
            ModelViewModel model,
            SessionLibrary library,
            SessionTransfer transfer,
            SettingsStore settings,
            Metrics metrics,
            Executor background,
            Executor window) {}

    private final Parts parts;
    private final Supplier<Optional<Path>> modelChooser;
    private final Texts texts;

    /**
     * @param modelChooser lets a person choose a model's file
     */
    public WindowCommands(Parts parts, Supplier<Optional<Path>> modelChooser, Texts texts) {
        this.parts = parts;
        this.modelChooser = modelChooser;
        this.texts = texts;
    }

    /**
     * Sends a message or carries a command out.
     *
     * @return false if what was typed is to stay where it was typed
     */
    public boolean submit(String typed) {
        return switch (SlashCommands.parse(typed)) {
            case TypedLine.Text(String text) -> parts.chat().send(text);
            case TypedLine.Order(Command command) -> run(typed, command);
            case TypedLine.UnknownName(String name, List<SlashCommand> nearest) -> {
                tell(unknown(name, nearest));
                yield false;
            }
            case TypedLine.WrongArgument(_, var problem) -> {
                tell(ProblemText.sentence(problem));
                yield false;
            }
        };
    }

    /** Whether something can be done with a file: it is a model, or may hold conversations. */
    public static boolean canOpen(Path file) {
        return ModelFinder.isModel(file) || mayHoldConversations(file);
    }

    private static boolean mayHoldConversations(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".json") || name.endsWith(".zip");
    }

    /** Loads the first model among these files, and imports the conversations of others. */
    public void open(List<Path> files) {
        files.stream().filter(ModelFinder::isModel).findFirst().ifPresent(parts.model()::open);
        files.stream()
                .filter(WindowCommands::mayHoldConversations)
                .forEach(parts.transfer()::importFrom);
    }

    private String unknown(String name, List<SlashCommand> nearest) {
        return nearest.isEmpty()
                ? texts.get("command.unknown", name)
                : texts.get(
                        "command.unknown.nearest",
                        name,
                        nearest.stream()
                                .map(command -> "/" + command.commandName())
                                .collect(Collectors.joining(", ")));
    }

    private boolean run(String typed, Command command) {
        ChatViewModel chat = parts.chat();
        switch (command) {
            case Command.Clear _ -> parts.library().startNew();
            case Command.Reset _ -> reset();
            case Command.Export(var format, Optional<Path> file) ->
                    chat.session()
                            .ifPresent(
                                    id ->
                                            parts.transfer()
                                                    .export(
                                                            id,
                                                            ExportFormat.valueOf(format.name()),
                                                            file));
            case Command.Summarize _ -> chat.send(Draft.of(Command.Summarize.REQUEST));
            case Command.SystemPrompt(Optional<String> text) -> systemPrompt(text);
            case Command.Thinking(Optional<Boolean> on) ->
                    chat.thinking().set(on.orElse(!chat.thinking().get()));
            case Command.Temperature(double value) -> temperature(value);
            case Command.Continue _ -> last(chat::goOn);
            case Command.Regenerate _ -> last(chat::regenerate);
            case Command.Model(Optional<Path> file) ->
                    file.or(modelChooser).ifPresent(parts.model()::open);
            case Command.Status _ -> status();
            case Command.Theme(Optional<ThemeName> name) -> theme(name);
            case Command.Settings _ -> settings();
            case Command.Quote(var source) -> {
                if (chat.answering().get()) {
                    tell(texts.get("command.wait"));
                    return false;
                }
                chat.quote(typed.strip(), source);
            }
            case Command.Help(Optional<SlashCommand> about) ->
                    tell(about.map(CommandHelp::about).orElseGet(CommandHelp::all));
        }
        return true;
    }

    private void tell(String text) {
        parts.chat().tell(text);
    }

    private void reset() {
        parts.chat().configure(_ -> SessionSettings.NONE);
        tell(texts.get("command.reset"));
    }

    private void systemPrompt(Optional<String> text) {
        text.ifPresentOrElse(
                prompt -> {
                    parts.chat().configure(own -> own.withSystemPrompt(Optional.of(prompt)));
                    tell(
                            texts.get(
                                    prompt.isBlank()
                                            ? "command.system.removed"
                                            : "command.system.set"));
                },
                () -> {
                    String prompt =
                            parts.chat()
                                    .settings()
                                    .systemPrompt()
                                    .orElse(
                                            parts.settings()
                                                    .current()
                                                    .get(AllSettings.SYSTEM_PROMPT));
                    tell(prompt.isBlank() ? texts.get("command.system.none") : prompt);
                });
    }

    private void temperature(double value) {
        Sampling before =
                parts.chat()
                        .settings()
                        .sampling()
                        .orElseGet(() -> SamplingSettings.of(parts.settings().current()));
        parts.chat().configure(own -> own.withSampling(Optional.of(before.withTemperature(value))));
        tell(texts.get("command.temperature", value));
    }

    private void last(Consumer<AnswerViewModel> action) {
        parts.chat()
                .lastAnswer()
                .ifPresentOrElse(action, () -> tell(texts.get("command.no-answer")));
    }

    private void theme(Optional<ThemeName> name) {
        Choice.Theme chosen =
                name.map(wanted -> Choice.Theme.valueOf(wanted.name())).orElseGet(this::otherTheme);
        parts.settings().set(AllSettings.THEME, chosen);
    }

    private Choice.Theme otherTheme() {
        return parts.settings().current().get(AllSettings.THEME) == Choice.Theme.DARK
                ? Choice.Theme.LIGHT
                : Choice.Theme.DARK;
    }

    private void settings() {
        tell(AllSettings.list().stream().map(this::line).collect(Collectors.joining("\n")));
    }

    private <T> String line(Setting<T> setting) {
        T value = parts.settings().current().get(setting);
        return "%s = %s (%s; %s)"
                .formatted(setting.key(), value, setting.help(), setting.effect().words());
    }

    private void status() {
        parts.background()
                .execute(
                        () -> {
                            String status = StatusText.of(parts.metrics().snapshot(), texts);
                            parts.window().execute(() -> tell(status));
                        });
    }
}
