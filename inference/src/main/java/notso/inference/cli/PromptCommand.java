package notso.inference.cli;

import notso.inference.cli.console.Console;
import notso.inference.cli.console.TextSource;
import notso.inference.cli.talk.ChatPrompts;
import notso.inference.template.ChatTemplate;
import notso.inference.template.Conversation;
import notso.inference.template.ConversationReader;
import notso.inference.template.Thinking;

import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code notso prompt}. */
@Command(
        name = "prompt",
        mixinStandardHelpOptions = true,
        description = "Prints the prompt that a chat template makes of messages, and nothing else.")
final class PromptCommand implements Callable<Integer> {

    private final Console console;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--messages",
            required = true,
            paramLabel = "M.json",
            description =
                    "A list of messages with role and content, or an object with messages and"
                            + " tools.")
    private Path messages = Path.of("");

    @ArgGroup(multiplicity = "0..1")
    private Source source = new Source();

    /** Where the template comes from. */
    private static final class Source {

        @Option(names = "--model", paramLabel = "MODEL", description = "The template of this file.")
        private Optional<Path> model = Optional.empty();

        @Option(names = "--template", paramLabel = "T.jinja", description = "This template.")
        private Optional<Path> template = Optional.empty();

        ChatTemplate read(CommandLine command) {
            return template.map(path -> ChatTemplate.parse(TextSource.file("template", path)))
                    .or(() -> model.map(path -> ChatPrompts.of(path).template()))
                    .orElseThrow(
                            () ->
                                    new ParameterException(
                                            command,
                                            "name a template: --model MODEL or --template"
                                                    + " T.jinja"));
        }
    }

    @Option(names = "--no-think", description = "Ask for an answer without thinking.")
    private boolean noThink;

    @Option(names = "--tools", paramLabel = "T.json", description = "A list of tools.")
    private Optional<Path> tools = Optional.empty();

    @Option(
            names = "--date",
            paramLabel = "YYYY-MM-DD",
            description = "Today's date for the template; default: today's date.")
    private Optional<LocalDate> date = Optional.empty();

    @Option(
            names = "--no-generation-prompt",
            description = "End with the last message, not with the beginning of an answer.")
    private boolean noGenerationPrompt;

    PromptCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.print(source.read(spec.commandLine()).render(conversation()).text());
        return ExitStatus.DONE;
    }

    private Conversation conversation() {
        Conversation conversation =
                ConversationReader.read(TextSource.file("messages file", messages))
                        .withThinking(noThink ? Thinking.OFF : Thinking.UNSPECIFIED)
                        .withGenerationPrompt(!noGenerationPrompt);
        if (tools.isPresent()) {
            conversation =
                    conversation.withTools(
                            ConversationReader.readTools(
                                    TextSource.file("tools file", tools.get())));
        }
        return date.isPresent() ? conversation.withNow(date.get().atStartOfDay()) : conversation;
    }
}
