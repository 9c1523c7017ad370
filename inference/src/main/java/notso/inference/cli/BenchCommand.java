package notso.inference.cli;

import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.ModelOptions;
import notso.inference.Problem;
import notso.inference.cli.console.Console;
import notso.inference.cli.console.JsonLine;
import notso.inference.cli.talk.RunningModel;
import notso.inference.host.InterruptSignal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code notso bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how fast a prompt is read and an answer is written, in the engine host.",
            "Prints medians, after one run that is not counted."
        })
final class BenchCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "MODEL", description = "The GGUF file.")
    private Path model = Path.of("");

    @Option(
            names = {"-p", "--prompt-tokens"},
            paramLabel = "TOKENS",
            description = "Length of the prompt; default: 512.")
    private int promptTokens = 512;

    @Option(
            names = {"-n", "--generated-tokens"},
            paramLabel = "TOKENS",
            description = "Length of the answer; default: 64.")
    private int generatedTokens = 64;

    @Option(
            names = {"-r", "--repetitions"},
            paramLabel = "TIMES",
            description = "How often to measure; default: 3.")
    private int repetitions = 3;

    @Option(names = "--json", description = "One JSON object on one line.")
    private boolean json;

    @Mixin private EngineArguments engine = new EngineArguments();

    BenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Benchmark benchmark = new Benchmark(promptTokens, generatedTokens, repetitions);
        ModelOptions options = engine.options(model);
        if (!engine.hasContext()) {
            options = options.withContextLength(benchmark.context());
        }
        CancelSignal cancel = new CancelSignal();
        try (InterruptSignal _ =
                        InterruptSignal.handledBy(cancel::cancel).alsoTermination(cancel::cancel);
                RunningModel running =
                        RunningModel.load(engine.engine(), options, console, cancel)) {
            BenchmarkResult result = benchmark.run(running, console::status, cancel);
            console.status("");
            if (json) {
                console.printLine(JsonLine.of(result.members()));
            } else {
                result.lines().forEach(console::printLine);
            }
            return ExitStatus.DONE;
        } catch (EngineException e) {
            console.status("");
            if (e.problem() instanceof Problem.Cancelled || cancel.isCancelled()) {
                return ExitStatus.INTERRUPTED;
            }
            throw e;
        }
    }
}
