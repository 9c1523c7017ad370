package notso.inference.cli;

import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.Problem;
import notso.inference.cli.chat.ChatCommands;
import notso.inference.cli.chat.ChatSession;
import notso.inference.cli.chat.ChatSettings;
import notso.inference.cli.chat.ModelSeat;
import notso.inference.cli.chat.OpenModel;
import notso.inference.cli.console.Console;
import notso.inference.cli.console.Console.Person;
import notso.inference.cli.talk.ChatPrompts;
import notso.inference.cli.talk.RunningModel;
import notso.inference.host.InterruptSignal;
import notso.inference.template.Thinking;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code notso chat}. */
@Command(
        name = "chat",
        mixinStandardHelpOptions = true,
        description = {
            "Talks with a model in the terminal.",
            "Without MODEL and without the property notso.model, the built-in demo answers.",
            "Within, /help lists the commands, such as /system, /temp, /thinking, /continue,"
                    + " /regenerate, /export, /model, /status and /quote tour. Ctrl+C stops an"
                    + " answer, /exit or Ctrl+D ends."
        })
final class ChatCommand implements Callable<Integer> {

    private static final String MODEL_PROPERTY = "notso.model";

    /** Stands for no model; the empty path names no file. */
    private static final Path DEMO = Path.of("");

    private final Console console;

    @Parameters(paramLabel = "MODEL", arity = "0..1", description = "The GGUF file.")
    private Optional<Path> model = Optional.empty();

    @Option(names = "--system", paramLabel = "TEXT", description = "A system prompt.")
    private String system = "";

    @Option(names = "--no-think", description = "Ask for answers without thinking.")
    private boolean noThink;

    @Mixin private SamplingArguments sampling = new SamplingArguments();

    @Mixin private EngineArguments engine = new EngineArguments();

    private volatile Optional<ChatSession> session = Optional.empty();

    ChatCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        ChatSettings settings =
                new ChatSettings(
                        system, sampling.sampling(), noThink ? Thinking.OFF : Thinking.UNSPECIFIED);
        Optional<Path> file =
                model.or(
                        () ->
                                Optional.of(System.getProperty(MODEL_PROPERTY, ""))
                                        .filter(name -> !name.isBlank())
                                        .map(Path::of));
        CancelSignal loading = new CancelSignal();
        Runnable interrupted =
                () -> session.ifPresentOrElse(ChatSession::interrupt, loading::cancel);
        try (InterruptSignal _ = InterruptSignal.handledBy(interrupted);
                ModelSeat seat = new ModelSeat(new Opener(), file.orElse(DEMO), loading)) {
            ChatSession started =
                    new ChatSession(
                            seat, console, settings, () -> System.exit(ExitStatus.INTERRUPTED));
            session = Optional.of(started);
            converse(started, new ChatCommands(started));
            return ExitStatus.DONE;
        } catch (EngineException e) {
            if (e.problem() instanceof Problem.Cancelled) {
                return ExitStatus.INTERRUPTED;
            }
            throw e;
        }
    }

    private void converse(ChatSession session, ChatCommands commands) throws IOException {
        console.errorLine(commands.modelLine());
        console.errorLine("/help lists the commands, /exit or Ctrl+D ends.");
        BufferedReader in =
                new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8));
        Optional<String> line;
        do {
            if (console.has(Person.TYPES)) {
                console.error("\n> ");
            }
            line = Optional.ofNullable(in.readLine());
            session.typed();
        } while (line.isPresent() && commands.obey(line.get()));
    }

    /** Opens models as the options of the call say; in the place of no model, the demo. */
    private final class Opener implements OpenModel.Opener {

        @Override
        public void check(Path file) {
            arguments(file).prompts(file);
        }

        @Override
        public OpenModel open(Path file, CancelSignal cancel) {
            EngineArguments arguments = arguments(file);
            ChatPrompts prompts = arguments.prompts(file);
            RunningModel running =
                    RunningModel.load(arguments.engine(), arguments.options(file), console, cancel);
            return new OpenModel(file, running, prompts, arguments.isScripted());
        }

        private EngineArguments arguments(Path file) {
            return file.equals(DEMO) ? engine.withScript() : engine;
        }
    }
}
