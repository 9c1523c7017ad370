package notso.inference.cli;

import notso.inference.ModelOptions;
import notso.inference.ModelOptions.KvType;
import notso.inference.cli.console.Console;
import notso.inference.cli.console.JsonLine;
import notso.inference.gguf.GgufFile;
import notso.inference.model.ModelDescription;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** {@code notso inspect}. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Tells what is in a GGUF file, what memory it needs and what can run it.")
final class InspectCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "MODEL", description = "The GGUF file.")
    private Path model = Path.of("");

    @Option(
            names = {"-c", "--context"},
            paramLabel = "TOKENS",
            description = "Tell the memory needed at this context.")
    private Optional<Integer> context = Optional.empty();

    @Option(
            names = "--kv-type",
            paramLabel = "TYPE",
            description = "... and with this KV cache: f16 (default), q8_0 or q4_0.")
    private KvType kvType = KvType.F16;

    @Option(names = "--json", description = "One JSON object on one line.")
    private boolean json;

    InspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        // Refuses a context that no model can have.
        context.ifPresent(ModelOptions.of(model)::withContextLength);
        try (GgufFile file = GgufFile.open(model)) {
            ModelReport report = ModelReport.of(file, contexts(file), kvType);
            if (json) {
                console.printLine(JsonLine.of(report.members()));
            } else {
                report.lines().forEach(console::printLine);
            }
        }
        return ExitStatus.DONE;
    }

    /** The one that was asked for, or what the engines take by default and the most there is. */
    private List<Integer> contexts(GgufFile file) {
        if (file.tensors().isEmpty()) {
            return List.of();
        }
        ModelDescription description = ModelDescription.of(file);
        return context.map(List::of)
                .orElseGet(
                        () ->
                                Stream.of(
                                                description.defaultContext(),
                                                description.trainedContext())
                                        .filter(tokens -> tokens > 0)
                                        .distinct()
                                        .toList());
    }
}
