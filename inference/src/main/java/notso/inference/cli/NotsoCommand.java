package notso.inference.cli;

import notso.inference.EngineException;
import notso.inference.cli.console.Console;
import notso.inference.cli.console.ConsoleWriter;
import notso.inference.cli.console.OutputClosedException;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

import java.util.Arrays;
import java.util.logging.LogManager;

/** The program {@code notso} with all its commands. */
@Command(
        name = "notso",
        version = "notso " + NotsoCommand.VERSION,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Runs SmolLM3 on this machine, without a window and without a network.",
        footerHeading = "%nProperties (-Dname=value in front of COMMAND):%n",
        footer = {
            "  notso.home     the data folder: caches and logs",
            "  notso.engine   auto, llamacpp, jllama or scripted",
            "  notso.runtime  a folder with the llama.cpp libraries",
            "",
            "Exit status: 0; 2 for a wrong call; 3 for bad input; 130 for Ctrl+C."
        })
public final class NotsoCommand implements Runnable {

    static final String VERSION = "0.1.0-SNAPSHOT";

    @Spec private CommandSpec spec = CommandSpec.create();

    private NotsoCommand() {}

    public static void main(String[] args) {
        // Libraries log to standard error by default, where only our own sentences belong.
        LogManager.getLogManager().reset();
        String[] command = setProperties(args);
        System.exit(commandLine(Console.ofProcess()).execute(command));
    }

    /** The command line over these streams; {@code execute} gives the exit status. */
    static CommandLine commandLine(Console console) {
        CommandLine line = new CommandLine(new NotsoCommand());
        line.addSubcommand(new InspectCommand(console));
        line.addSubcommand(new PromptCommand(console));
        line.addSubcommand(new TokenizeCommand(console));
        line.addSubcommand(new GenerateCommand(console));
        line.addSubcommand(new BenchCommand(console));
        line.addSubcommand(new AdaptCommand(console));
        line.addSubcommand(new ChatCommand(console));
        // "@name" in a prompt is text, not the name of a file with more arguments.
        line.setExpandAtFiles(false);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        line.setOut(new ConsoleWriter(console::print));
        line.setErr(new ConsoleWriter(console::error));
        line.setParameterExceptionHandler((e, _) -> wrongCall(e, console));
        line.setExecutionExceptionHandler((e, _, _) -> failure(e, console));
        line.setExecutionStrategy(result -> execute(result, console));
        return line;
    }

    /** Called where no command is named. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a COMMAND is missing");
    }

    private static int execute(ParseResult result, Console console) {
        try {
            return new CommandLine.RunLast().execute(result);
        } catch (OutputClosedException e) {
            // A help text into a pipe that closed; picocli passes on only what commands throw.
            return failure(e, console);
        }
    }

    private static int wrongCall(ParameterException e, Console console) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        String detail = oneLine(e.getMessage()).replaceFirst("[.;]$", "");
        console.errorLine("%s: %s; see '%s --help'.".formatted(command, detail, command));
        return ExitStatus.WRONG_CALL;
    }

    private static int failure(Exception e, Console console) {
        switch (e) {
            case EngineException known -> console.errorLine(known.getMessage());
            case OutputClosedException _ -> {
                return ExitStatus.DONE;
            }
            default -> console.errorLine(unexpected(e));
        }
        return ExitStatus.BAD_INPUT;
    }

    /** A fault of the program: enough to find the place, in the one line that is promised. */
    private static String unexpected(Exception e) {
        String place =
                Arrays.stream(e.getStackTrace())
                        .filter(frame -> frame.getClassName().startsWith("notso."))
                        .findFirst()
                        .map(
                                frame ->
                                        " at %s:%d"
                                                .formatted(
                                                        frame.getFileName(), frame.getLineNumber()))
                        .orElse("");
        return oneLine(
                "This should not have happened (%s%s); please report it.".formatted(e, place));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    /** Takes the leading {@code -Dname=value} arguments as Java would. */
    private static String[] setProperties(String[] args) {
        int at = 0;
        while (at < args.length && args[at].startsWith("-D")) {
            String[] property = args[at].substring(2).split("=", 2);
            System.setProperty(property[0], property.length > 1 ? property[1] : "");
            at++;
        }
        return Arrays.copyOfRange(args, at, args.length);
    }
}
