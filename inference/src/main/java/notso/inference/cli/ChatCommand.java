package notso.inference.cli;

import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.Problem;
import notso.inference.Sampling;
import notso.inference.cli.console.Console;
import notso.inference.cli.console.Console.Person;
import notso.inference.cli.talk.ChatPrompts;
import notso.inference.cli.talk.ChatSession;
import notso.inference.cli.talk.RunningModel;
import notso.inference.cli.talk.SlashCommand;
import notso.inference.host.InterruptSignal;
import notso.inference.scripted.ScriptedEngine;
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
            "Talks with a model in the terminal. /help lists the commands within.",
            "Without MODEL and without the property notso.model, the built-in demo answers."
        })
final class ChatCommand implements Callable<Integer> {

    private static final String MODEL_PROPERTY = "notso.model";

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
        Sampling checked = sampling.sampling();
        Optional<Path> file =
                model.or(
                        () ->
                                Optional.of(System.getProperty(MODEL_PROPERTY, ""))
                                        .filter(name -> !name.isBlank())
                                        .map(Path::of));
        EngineArguments arguments = file.isPresent() ? engine : engine.withScript();
        Path path = file.orElse(Path.of(ScriptedEngine.ID));
        ChatPrompts prompts = arguments.prompts(path);
        CancelSignal loading = new CancelSignal();
        Runnable interrupted =
                () -> session.ifPresentOrElse(ChatSession::interrupt, loading::cancel);
        try (InterruptSignal _ = InterruptSignal.handledBy(interrupted);
                RunningModel running =
                        RunningModel.load(
                                arguments.engine(), arguments.options(path), console, loading)) {
            ChatSession started =
                    new ChatSession(
                            running,
                            prompts,
                            console,
                            checked,
                            system,
                            noThink ? Thinking.OFF : Thinking.UNSPECIFIED,
                            () -> System.exit(ExitStatus.INTERRUPTED));
            session = Optional.of(started);
            greet(running, arguments.isScripted());
            converse(started);
            return ExitStatus.DONE;
        } catch (EngineException e) {
            if (e.problem() instanceof Problem.Cancelled) {
                return ExitStatus.INTERRUPTED;
            }
            throw e;
        }
    }

    private void greet(RunningModel running, boolean demo) {
        console.errorLine(
                demo
                        ? "Demo: the answers come from a script, not from a model. Name a GGUF file"
                                + " to talk to a real one."
                        : "%s with %d tokens of context, engine %s on %s."
                                .formatted(
                                        running.model().info().name().replaceAll("\\p{Cntrl}", "?"),
                                        running.model().info().contextLength(),
                                        running.info().id(),
                                        running.model().info().device()));
        console.errorLine("/help lists the commands, /exit or Ctrl+D ends.");
    }

    private void converse(ChatSession session) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8));
        boolean goesOn = true;
        while (goesOn) {
            if (console.has(Person.TYPES)) {
                console.error("\n> ");
            }
            Optional<String> line = Optional.ofNullable(in.readLine()).map(String::strip);
            session.typed();
            if (line.isEmpty()) {
                return;
            }
            goesOn = obey(line.get(), session);
        }
    }

    /** False if the conversation shall end. */
    private boolean obey(String line, ChatSession session) {
        try {
            if (line.startsWith("/")) {
                return SlashCommand.run(line, session);
            }
            if (!line.isEmpty()) {
                session.say(line);
            }
        } catch (EngineException e) {
            console.errorLine(e.getMessage());
        }
        return true;
    }
}
