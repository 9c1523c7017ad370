package notso.inference.measure;

import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.CancelSignal;
import notso.inference.LoadProgress;
import notso.inference.fixture.Requirement;
import notso.inference.fixture.TestModel;
import notso.inference.fixture.TestVocabulary;
import notso.inference.gguf.GgmlType;
import notso.inference.gguf.GgufFile;
import notso.inference.llamacpp.LlamaCppLogits;
import notso.inference.smollm3.Adaptation;
import notso.inference.smollm3.SmolLm3;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/** The adapted file and its source through the same llama.cpp, which reads both. */
@Tag("engine")
class AdaptationDivergenceTest {

    private static final int POSITIONS = 64;
    private static final int TOKENS = TestVocabulary.small().firstAdded();

    /** Nothing but the order of additions differs: the weights are 16-bit floats. */
    private static final double ROUNDING = 1e-4;

    @TempDir Path folder;

    private final int[] ids = new SplittableRandom(3).ints(POSITIONS, 0, TOKENS).toArray();
    private Path original;
    private float[][] expected;

    @BeforeEach
    void original() throws IOException {
        Requirement.fastEngine();
        original = TestModel.tiny().withType(GgmlType.F16).writeTo(folder.resolve("source.gguf"));
        SharpAttention.apply(original, AdaptationDivergence.SHARPER);
        expected = logits(original);
    }

    @Test
    void adaptedModelPredictsTheSame() {
        double divergence = divergence(SmolLm3::isRotated);
        assertTrue(divergence < ROUNDING, "" + divergence);
    }

    @Test
    void rotationWhereNoneBelongsIsSeen() {
        double divergence = divergence(_ -> true);
        assertTrue(divergence > 100 * ROUNDING, "" + divergence);
    }

    private double divergence(IntPredicate rotated) {
        Path adapted = folder.resolve("adapted.gguf");
        try (GgufFile source = GgufFile.open(original)) {
            new Adaptation(source, rotated)
                    .writeTo(adapted, LoadProgress.Listener.NONE, new CancelSignal());
        }
        return AdaptationDivergence.mean(expected, logits(adapted));
    }

    private float[][] logits(Path file) {
        try (LlamaCppLogits logits = LlamaCppLogits.open(file, POSITIONS + 16, 1)) {
            return logits.logits(ids);
        }
    }
}
