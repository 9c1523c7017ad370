package notso.inference.cli;

import notso.inference.EngineException;
import notso.inference.ProblemText;
import notso.inference.gguf.GgufFile;
import notso.inference.jllama.JllamaEngine;
import notso.inference.llamacpp.LlamaCppEngine;
import notso.inference.model.ModelCheck;
import notso.inference.smollm3.Adaptation;
import notso.inference.smollm3.SmolLm3;

import java.util.List;
import java.util.function.Supplier;

/**
 * Whether an engine can run a model on this machine.
 *
 * @param words how, or why not
 */
record EngineVerdict(String engine, boolean canRun, String words) {

    /** The verdicts on all engines that run files. */
    static List<EngineVerdict> of(GgufFile file) {
        try {
            ModelCheck.requireRunnable(file);
        } catch (EngineException e) {
            return List.of(no(LlamaCppEngine.ID, e), no(JllamaEngine.ID, e));
        }
        return List.of(
                verdict(LlamaCppEngine.ID, EngineVerdict::fast),
                verdict(JllamaEngine.ID, () -> portable(file)));
    }

    private static EngineVerdict verdict(String engine, Supplier<String> check) {
        try {
            return new EngineVerdict(engine, true, check.get());
        } catch (EngineException e) {
            return no(engine, e);
        }
    }

    private static EngineVerdict no(String engine, EngineException reason) {
        return new EngineVerdict(engine, false, reason.getMessage());
    }

    private static String fast() {
        if (!LlamaCppEngine.isPresent()) {
            // Says what is missing, and finds that out before it loads anything.
            new LlamaCppEngine().close();
        }
        return "as it is";
    }

    private static String portable(GgufFile file) {
        JllamaEngine.requireRunnable(file);
        String architecture = file.metadata().string("general.architecture").orElse("");
        return architecture.equals(SmolLm3.ARCHITECTURE)
                ? "from an adapted copy of " + ProblemText.size(new Adaptation(file).size())
                : "as it is";
    }
}
