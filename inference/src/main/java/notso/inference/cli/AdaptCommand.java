package notso.inference.cli;

import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.Problem;
import notso.inference.ProblemText;
import notso.inference.cli.console.Console;
import notso.inference.cli.talk.RunningModel;
import notso.inference.gguf.GgufFile;
import notso.inference.host.InterruptSignal;
import notso.inference.smollm3.Adaptation;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code notso adapt}. */
@Command(
        name = "adapt",
        mixinStandardHelpOptions = true,
        description = {
            "Rewrites a SmolLM3 model so that the portable engine can run it.",
            "No weight is changed. OUT appears when it is whole, and not before."
        })
final class AdaptCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(index = "0", paramLabel = "MODEL", description = "The SmolLM3 GGUF file.")
    private Path model = Path.of("");

    @Parameters(index = "1", paramLabel = "OUT", description = "The file to write.")
    private Path out = Path.of("");

    AdaptCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        CancelSignal cancel = new CancelSignal();
        try (InterruptSignal _ =
                        InterruptSignal.handledBy(cancel::cancel).alsoTermination(cancel::cancel);
                GgufFile source = GgufFile.open(model)) {
            Adaptation adaptation = new Adaptation(source);
            checkTarget();
            adaptation.writeTo(out, step -> console.status(RunningModel.words(step)), cancel);
            console.status("");
            console.printLine("%s: %s".formatted(out, ProblemText.size(adaptation.size())));
            return ExitStatus.DONE;
        } catch (EngineException e) {
            console.status("");
            if (e.problem() instanceof Problem.Cancelled) {
                return ExitStatus.INTERRUPTED;
            }
            throw e;
        }
    }

    private void checkTarget() throws IOException {
        if (Files.isDirectory(out)) {
            throw unusable("the name of a file, not of a folder");
        }
        if (Files.exists(out) && Files.isSameFile(model, out)) {
            throw unusable("another file than the model itself");
        }
    }

    private EngineException unusable(String expected) {
        return new EngineException(new Problem.InvalidValue("output", out.toString(), expected));
    }
}
