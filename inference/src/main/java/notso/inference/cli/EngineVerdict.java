package notso.inference.cli;

import notso.inference.EngineException;
import notso.inference.Problem;
import notso.inference.ProblemText;
import notso.inference.gguf.GgufFile;
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

    private static final String PORTABLE = "jllama";

    /** The verdicts on all engines that run files. */
    static List<EngineVerdict> of(GgufFile file) {
        try {
            ModelCheck.requireRunnable(file);
        } catch (EngineException e) {
            return List.of(no(LlamaCppEngine.ID, e), no(PORTABLE, e));
        }
        return List.of(
                verdict(LlamaCppEngine.ID, EngineVerdict::fast),
                verdict(PORTABLE, () -> portable(file)));
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
        String architecture = file.metadata().string("general.architecture").orElse("");
        return switch (architecture) {
            case SmolLm3.ARCHITECTURE ->
                    "from an adapted copy of " + ProblemText.size(new Adaptation(file).size());
            case "llama" -> "as it is";
            default ->
                    throw new EngineException(
                            new Problem.NotSupported(
                                    PORTABLE, "it runs SmolLM3 and Llama models only"));
        };
    }
}
