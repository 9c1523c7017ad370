package notso.inference.measure;

import notso.inference.CancelSignal;
import notso.inference.GenerationEvent;
import notso.inference.GenerationRequest;
import notso.inference.LoadProgress;
import notso.inference.LoadedModel;
import notso.inference.ModelOptions;
import notso.inference.Prompt;
import notso.inference.Sampling;
import notso.inference.fixture.NodePeer;
import notso.inference.host.HostCommand;
import notso.inference.host.HostedEngine;
import notso.inference.host.HostedModel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Speed of the engine in its host against node-llama-cpp on the same libraries, file, threads and
 * lengths, in turns, so that a change of the machine's speed hits both.
 *
 * <p>Arguments: model file, prompt tokens, generated tokens, threads, runs. Both load their model
 * before the clock starts, and both have one uncounted run right before each counted one. Property
 * {@code notso.reference} names the reference material.
 */
public final class PeerBenchmark {

    private static final int CONTEXT = 2048;

    /** Tokens a second. */
    private record Speed(double prompt, double generation) {}

    public static void main(String[] args) throws Exception {
        Path model = Path.of(args[0]);
        int promptTokens = Integer.parseInt(args[1]);
        int tokens = Integer.parseInt(args[2]);
        int threads = Integer.parseInt(args[3]);
        int runs = Integer.parseInt(args[4]);
        List<Speed> ours = new ArrayList<>();
        List<Speed> peers = new ArrayList<>();
        HostCommand host = HostCommand.of("llamacpp", Files.createTempDirectory("logs"));
        try (HostedEngine engine = new HostedEngine(host)) {
            HostedModel loaded =
                    engine.load(
                            ModelOptions.of(model).withContextLength(CONTEXT).withThreads(threads),
                            LoadProgress.Listener.NONE,
                            new CancelSignal());
            for (int run = 1; run <= runs; run++) {
                List<Integer> prompt = prompt(loaded, promptTokens, run);
                // While the peer ran, the system may have taken idle memory away.
                ours(loaded, prompt(loaded, promptTokens, 0), tokens);
                ours.add(ours(loaded, prompt, tokens));
                peers.add(peer(model, prompt, tokens, threads));
                System.out.printf(
                        "run %d: ours %s, peer %s%n", run, ours.getLast(), peers.getLast());
            }
            reportHeap(loaded.process());
        }
        report("prompt", ours, peers, Speed::prompt);
        report("generation", ours, peers, Speed::generation);
    }

    /** The host's heap, as its virtual machine tells it. */
    private static void reportHeap(ProcessHandle host) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        new ProcessBuilder(jcmd.toString(), Long.toString(host.pid()), "GC.heap_info")
                .inheritIO()
                .start()
                .onExit()
                .join();
    }

    private static void report(
            String what, List<Speed> ours, List<Speed> peers, ToDoubleFunction<Speed> rate) {
        double[] ratios =
                IntStream.range(0, ours.size())
                        .mapToDouble(
                                i ->
                                        rate.applyAsDouble(ours.get(i))
                                                / rate.applyAsDouble(peers.get(i)))
                        .toArray();
        System.out.printf(
                "%s: ours %.2f tokens/s, node-llama-cpp %.2f tokens/s, ratio %.3f (%.3f to %.3f)%n",
                what,
                median(ours.stream().mapToDouble(rate).toArray()),
                median(peers.stream().mapToDouble(rate).toArray()),
                median(ratios),
                Arrays.stream(ratios).min().orElseThrow(),
                Arrays.stream(ratios).max().orElseThrow());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static Speed ours(LoadedModel model, List<Integer> prompt, int tokens) {
        GenerationEvent.Finished finished =
                model.generate(
                        GenerationRequest.of(Prompt.tokens(prompt))
                                .withSampling(Sampling.GREEDY)
                                .withEndsTurns(false)
                                .withMaxTokens(tokens),
                        _ -> {},
                        new CancelSignal());
        return new Speed(
                finished.statistics().promptTokensPerSecond(),
                finished.statistics().tokensPerSecond());
    }

    private static Speed peer(Path model, List<Integer> prompt, int tokens, int threads) {
        NodePeer.Run run =
                NodePeer.generate(
                                new NodePeer.Request(
                                        model.toString(), CONTEXT, threads, prompt, tokens, 2))
                        .getLast();
        return new Speed(
                prompt.size() / run.promptSeconds(), (tokens - 1) / run.generationSeconds());
    }

    /** Tokens at random; each run begins with another one, so that nothing is reused. */
    private static List<Integer> prompt(LoadedModel model, int tokens, int run) {
        List<Integer> ids =
                new ArrayList<>(
                        new Random(1)
                                .ints(tokens, 0, model.info().vocabularySize())
                                .boxed()
                                .toList());
        ids.set(0, run);
        return ids;
    }
}
