package notso.inference.model;

import notso.inference.EngineException;
import notso.inference.Problem;
import notso.inference.gguf.GgufArray;
import notso.inference.gguf.GgufFile;
import notso.inference.gguf.GgufTensor;
import notso.inference.gguf.GgufValueType;

import java.util.Set;

/**
 * Whether a file is a model that llama.cpp can run, and holds nothing that would make it abort: its
 * assertions end a process, so they are checked here before native code sees the file.
 *
 * <p>The architectures {@code smollm3} and {@code llama} are checked tensor by tensor. Of any other
 * the container and the vocabulary are checked, and llama.cpp, in its own process, has the last
 * word.
 */
public final class ModelCheck {

    /** Architectures whose every tensor is known here. */
    private static final Set<String> CHECKED = Set.of("smollm3", "llama");

    private static final String ADVICE = "choose a chat model as one GGUF file";

    private ModelCheck() {}

    /**
     * @throws EngineException with {@link Problem.UnsupportedModel} for a sound file of another
     *     kind, {@link Problem.MalformedModel} for one that contradicts itself
     */
    public static void requireRunnable(GgufFile file) {
        Refusal refusal = new Refusal(file.path(), ADVICE);
        String architecture =
                file.metadata()
                        .string("general.architecture")
                        .orElseThrow(
                                () -> refusal.unsupported("it does not name its architecture"));
        if (!KnownArchitectures.contains(architecture)) {
            throw refusal.unsupported(
                    "its architecture '%s' is not known".formatted(shortened(architecture)));
        }
        String type = file.metadata().string("general.type").orElse("model");
        if (!type.equals("model")) {
            throw refusal.unsupported(
                    "it is no model, but of the type '%s'".formatted(shortened(type)));
        }
        if (file.tensors().isEmpty()) {
            throw refusal.unsupported("it holds a vocabulary, but no weights");
        }
        long parts = file.metadata().integer("split.count").orElse(1);
        if (parts > 1) {
            throw refusal.unsupported("it is one of %d parts of a model".formatted(parts));
        }
        file.metadata().string("general.name");
        requireFlatLists(file, refusal);
        requireNoGaps(file, refusal);
        VocabularyCheck vocabularyCheck = new VocabularyCheck(file.metadata(), refusal);
        if (!CHECKED.contains(architecture)) {
            vocabularyCheck.checkIfKnown();
            return;
        }
        int vocabulary = vocabularyCheck.size();
        Hyperparameters parameters =
                new HyperparameterCheck(file.metadata(), architecture, refusal).checked();
        new TensorCheck(file, parameters, vocabulary, refusal).check();
    }

    /**
     * As {@link #requireRunnable}, for a file of which only the vocabulary shall be used; it may
     * have no weights.
     */
    public static void requireVocabulary(GgufFile file) {
        Refusal refusal = new Refusal(file.path(), ADVICE);
        requireFlatLists(file, refusal);
        new VocabularyCheck(file.metadata(), refusal).size();
    }

    /** llama.cpp reads no lists of lists. */
    private static void requireFlatLists(GgufFile file, Refusal refusal) {
        file.metadata()
                .values()
                .forEach(
                        (key, value) -> {
                            if (value instanceof GgufArray array
                                    && array.elementType() == GgufValueType.ARRAY) {
                                throw refusal.unsupported(
                                        "its key '%s' is a list of lists"
                                                .formatted(shortened(key)));
                            }
                        });
    }

    /** llama.cpp wants each tensor right behind the one before, in the order of declaration. */
    private static void requireNoGaps(GgufFile file, Refusal refusal) {
        long alignment = file.alignment();
        long expected = file.dataStart();
        for (GgufTensor tensor : file.tensors()) {
            if (tensor.offset() != expected) {
                throw refusal.unsupported(
                        "its tensor '%s' does not follow the one before it"
                                .formatted(tensor.name()));
            }
            expected = Math.ceilDiv(tensor.end(), alignment) * alignment;
        }
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
