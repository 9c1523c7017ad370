package notso.inference.cli;

import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.FinishReason;
import notso.inference.GenerationEvent.Finished;
import notso.inference.GenerationRequest;
import notso.inference.ModelOptions;
import notso.inference.Problem;
import notso.inference.Prompt;
import notso.inference.cli.console.Console;
import notso.inference.cli.console.Console.Person;
import notso.inference.cli.console.TextSource;
import notso.inference.cli.talk.AnswerPrinter;
import notso.inference.cli.talk.ChatPrompts;
import notso.inference.cli.talk.EventPrinter;
import notso.inference.cli.talk.JsonEventPrinter;
import notso.inference.cli.talk.RunningModel;
import notso.inference.cli.talk.StatisticsLine;
import notso.inference.host.InterruptSignal;
import notso.inference.stream.AnswerFormat;
import notso.inference.stream.AnswerSplitter;
import notso.inference.template.ChatMessage;
import notso.inference.template.Thinking;

import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code notso generate}. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a model's answer as it is written.",
            "A terminal shows the model's thinking dimmed above the answer. Where the output is not"
                    + " a terminal it is the answer alone, and the thinking goes to the error"
                    + " stream.",
            "Ctrl+C stops the answer and keeps what there is of it."
        })
final class GenerateCommand implements Callable<Integer> {

    private final Console console;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "MODEL", description = "The GGUF file.")
    private Path model = Path.of("");

    @ArgGroup(multiplicity = "0..1")
    private Source source = new Source();

    /** Where the prompt comes from. */
    private static final class Source {

        @Option(names = "-p", paramLabel = "TEXT", description = "What to say to the model.")
        private Optional<String> text = Optional.empty();

        @Option(names = "-f", paramLabel = "FILE", description = "The same from a file in UTF-8.")
        private Optional<Path> file = Optional.empty();

        String read(CommandLine command) {
            return text.or(() -> file.map(path -> TextSource.file("prompt file", path)))
                    .orElseThrow(
                            () ->
                                    new ParameterException(
                                            command, "say something: -p TEXT or -f FILE"));
        }
    }

    @Option(
            names = "--raw",
            description =
                    "Continue the text as it is, without the chat template; names of special"
                            + " tokens in it are those tokens.")
    private boolean raw;

    @Option(names = "--system", paramLabel = "TEXT", description = "A system prompt.")
    private Optional<String> system = Optional.empty();

    @Option(names = "--no-think", description = "Ask for an answer without thinking.")
    private boolean noThink;

    @Option(
            names = "-n",
            paramLabel = "N",
            description = "Most tokens to generate; default: until the context is full.")
    private int maxTokens = GenerationRequest.UNTIL_CONTEXT_IS_FULL;

    @Mixin private SamplingArguments sampling = new SamplingArguments();

    @Mixin private EngineArguments engine = new EngineArguments();

    @Option(
            names = "--json",
            description =
                    "One JSON object a line for each event: progress, token, thinking, answer,"
                            + " tool_call; the last one is finished.")
    private boolean json;

    GenerateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        GenerationRequest request =
                GenerationRequest.of(prompt())
                        .withSampling(sampling.sampling())
                        .withMaxTokens(maxTokens);
        ModelOptions options = engine.options(model);
        CancelSignal cancel = new CancelSignal();
        try (InterruptSignal _ =
                        InterruptSignal.handledBy(cancel::cancel).alsoTermination(cancel::cancel);
                RunningModel running =
                        RunningModel.load(engine.engine(), options, console, cancel)) {
            Finished finished = generate(running, request, cancel);
            return finished.reason() == FinishReason.CANCELLED
                    ? ExitStatus.INTERRUPTED
                    : ExitStatus.DONE;
        } catch (EngineException e) {
            if (e.problem() instanceof Problem.Cancelled || cancel.isCancelled()) {
                return ExitStatus.INTERRUPTED;
            }
            throw e;
        }
    }

    private Prompt prompt() {
        String text = source.read(spec.commandLine());
        if (raw) {
            return Prompt.markup(text);
        }
        ChatPrompts prompts = engine.prompts(model);
        List<ChatMessage> messages = new ArrayList<>();
        system.map(ChatMessage::system).ifPresent(messages::add);
        messages.add(ChatMessage.user(text));
        return prompts.prompt(messages, noThink ? Thinking.OFF : Thinking.UNSPECIFIED);
    }

    private Finished generate(
            RunningModel running, GenerationRequest request, CancelSignal cancel) {
        Optional<AnswerSplitter> splitter =
                raw
                        ? Optional.empty()
                        : Optional.of(
                                new AnswerSplitter(
                                        AnswerFormat.of(running.info(), request.prompt())));
        EventPrinter printer =
                json
                        ? new JsonEventPrinter(console, splitter)
                        : new AnswerPrinter(console, splitter);
        try {
            Finished finished = running.model().generate(request, printer, cancel);
            if (!json && console.has(Person.READS_ERRORS)) {
                console.errorDim(StatisticsLine.of(finished));
                console.errorLine("");
            }
            return finished;
        } catch (EngineException e) {
            printer.end();
            throw e;
        }
    }
}
