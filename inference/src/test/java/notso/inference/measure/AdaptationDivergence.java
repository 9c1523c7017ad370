package notso.inference.measure;

import notso.inference.CancelSignal;
import notso.inference.LoadProgress;
import notso.inference.fixture.TestModel;
import notso.inference.fixture.TestShape;
import notso.inference.gguf.GgmlType;
import notso.inference.gguf.GgufFile;
import notso.inference.gguf.GgufMetadata;
import notso.inference.llamacpp.LlamaCppLogits;
import notso.inference.smollm3.Adaptation;
import notso.inference.smollm3.SmolLm3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * How far the adapted file's predictions are from those of the file it was made from: the mean
 * Kullback-Leibler divergence, in nats, over all positions of a random text, of the whole
 * vocabulary's distribution.
 *
 * <p>Arguments: positions, and a SmolLM3 file; without the file, random models of eight layers are
 * written. Beside the adaptation itself it measures the one that leaves the rotation on in all
 * layers, both in the portable engine's llama.cpp and in the one that reads the original.
 */
final class AdaptationDivergence {

    private static final TestShape SMALL = new TestShape(8, 512, 1024, 8, 2, 128, 65_536, 0);

    /** Layers as wide as SmolLM3-3B's, but for the feed-forward part. */
    private static final TestShape WIDE = new TestShape(8, 2048, 4096, 16, 4, 128, 65_536, 0);

    /** Scores before the softmax then deviate by about 2, those of plain random weights by 1. */
    static final float SHARPER = 2;

    /** Threads that wait for each other make one token at a time slow on a busy machine. */
    private static final int THREADS = 1;

    private final Path folder;
    private final int[] ids;
    private final float[][] original;

    private AdaptationDivergence(Path folder, int[] ids, float[][] original) {
        this.folder = folder;
        this.ids = ids;
        this.original = original;
    }

    public static void main(String[] arguments) throws Throwable {
        int positions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 256;
        Path folder = Files.createTempDirectory("divergence");
        try {
            if (arguments.length > 1) {
                measure(folder, Path.of(arguments[1]), positions);
            } else {
                measureRandom(folder, SMALL, GgmlType.F16, GgmlType.F16, positions);
                measureRandom(folder, SMALL, GgmlType.Q8_0, GgmlType.Q8_0, positions);
                measureRandom(folder, SMALL, GgmlType.Q4_K, GgmlType.Q6_K, positions);
                measureRandom(folder, WIDE, GgmlType.Q4_K, GgmlType.Q6_K, positions);
            }
        } finally {
            delete(folder);
        }
    }

    private static void measureRandom(
            Path folder, TestShape shape, GgmlType most, GgmlType finest, int positions)
            throws Throwable {
        Path file = folder.resolve("original.gguf");
        TestModel.tiny().withShape(shape).withTypes(most, finest).writeTo(file);
        SharpAttention.apply(file, SHARPER);
        System.out.printf("%d wide, %s and %s%n", shape.hidden(), most, finest);
        measure(folder, file, positions);
    }

    private static void measure(Path folder, Path file, int positions) throws Throwable {
        int[] ids = randomText(file, positions);
        float[][] original = llamaCpp(file, ids);
        AdaptationDivergence divergence = new AdaptationDivergence(folder, ids, original);
        double adapted = divergence.of(file, "adapted", SmolLm3::isRotated);
        double rotated = divergence.of(file, "rotation in all layers", _ -> true);
        System.out.printf("rotation in all layers is %.1f times as far%n", rotated / adapted);
    }

    private double of(Path file, String what, IntPredicate rotated) throws Throwable {
        Path adapted = folder.resolve("adapted.gguf");
        try (GgufFile source = GgufFile.open(file)) {
            new Adaptation(source, rotated)
                    .writeTo(adapted, LoadProgress.Listener.NONE, new CancelSignal());
        }
        double same = mean(original, llamaCpp(adapted, ids));
        try (JllamaLogits jllama = new JllamaLogits(adapted, folder, ids.length, THREADS)) {
            double portable = mean(original, jllama.logits(ids));
            System.out.printf(
                    "%s: %.6f in the portable engine, %.6f in the same llama.cpp%n",
                    what, portable, same);
            return portable;
        }
    }

    private static float[][] llamaCpp(Path file, int[] ids) {
        try (LlamaCppLogits logits = LlamaCppLogits.open(file, ids.length + 16, THREADS)) {
            return logits.logits(ids);
        }
    }

    /** Ordinary tokens; special ones stand behind them in the vocabulary. */
    private static int[] randomText(Path file, int positions) {
        try (GgufFile source = GgufFile.open(file)) {
            GgufMetadata metadata = source.metadata();
            List<Long> types = metadata.integers("tokenizer.ggml.token_type");
            int ordinary = 0;
            while (ordinary < types.size() && types.get(ordinary) == 1) {
                ordinary++;
            }
            return new SplittableRandom(7).ints(positions, 0, ordinary).toArray();
        }
    }

    static double mean(float[][] original, float[][] other) {
        double sum = 0;
        for (int i = 0; i < original.length; i++) {
            sum += divergence(original[i], other[i]);
        }
        return sum / original.length;
    }

    private static double divergence(float[] original, float[] other) {
        double originalSum = logSum(original);
        double otherSum = logSum(other);
        double sum = 0;
        for (int i = 0; i < original.length; i++) {
            double log = original[i] - originalSum;
            sum += Math.exp(log) * (log - (other[i] - otherSum));
        }
        return sum;
    }

    private static double logSum(float[] logits) {
        double most = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            most = Math.max(most, logit);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - most);
        }
        return most + Math.log(sum);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
