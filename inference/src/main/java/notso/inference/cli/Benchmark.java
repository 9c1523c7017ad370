package notso.inference.cli;

import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.FinishReason;
import notso.inference.GenerationEvent.Finished;
import notso.inference.GenerationRequest;
import notso.inference.GenerationStatistics;
import notso.inference.Problem;
import notso.inference.Prompt;
import notso.inference.Sampling;
import notso.inference.cli.talk.RunningModel;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Measures a model: random tokens in, likeliest tokens out, the same ones on every machine.
 *
 * @param repetitions measurements, beside the first one that warms up
 */
record Benchmark(int promptTokens, int generatedTokens, int repetitions) {

    private static final int MOST_REPETITIONS = 1000;
    private static final int MOST_TOKENS = 1 << 20;

    /** Contexts are made in such steps anyway. */
    private static final int CONTEXT_STEP = 256;

    private static final long SEED = 20_250_708;

    /**
     * @throws EngineException with {@link Problem.InvalidValue} for a number out of range
     */
    Benchmark {
        require("number of prompt tokens", promptTokens, MOST_TOKENS);
        require("number of generated tokens", generatedTokens, MOST_TOKENS);
        require("number of repetitions", repetitions, MOST_REPETITIONS);
    }

    /** The shortest context that holds all of it. */
    int context() {
        return Math.ceilDiv(promptTokens + generatedTokens + 1, CONTEXT_STEP) * CONTEXT_STEP;
    }

    /**
     * @param status told what is being done, for a person
     * @throws EngineException with {@link Problem.Cancelled} if stopped
     */
    BenchmarkResult run(RunningModel running, Consumer<String> status, CancelSignal cancel) {
        List<GenerationStatistics> measured = new ArrayList<>();
        for (int round = 0; round <= repetitions; round++) {
            status.accept(
                    round == 0
                            ? "Warming up …"
                            : "Measuring, %d of %d …".formatted(round, repetitions));
            GenerationStatistics statistics = measure(running, round, cancel);
            if (round > 0) {
                measured.add(statistics);
            }
        }
        return new BenchmarkResult(running.info(), running.model().info(), measured);
    }

    private GenerationStatistics measure(RunningModel running, int round, CancelSignal cancel) {
        GenerationRequest request =
                GenerationRequest.of(prompt(running.model().info().vocabularySize(), round))
                        .withSampling(Sampling.GREEDY)
                        .withMaxTokens(generatedTokens)
                        .withEndsTurns(false);
        Finished finished = running.model().generate(request, _ -> {}, cancel);
        if (finished.reason() == FinishReason.CANCELLED) {
            throw new EngineException(new Problem.Cancelled());
        }
        return finished.statistics();
    }

    /** A first token of its own in each round, so that nothing of the round before is reused. */
    private Prompt prompt(int vocabulary, int round) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Integer> ids = new ArrayList<>(promptTokens);
        for (int i = 0; i < promptTokens; i++) {
            ids.add(random.nextInt(vocabulary));
        }
        ids.set(0, (ids.getFirst() + round) % vocabulary);
        return Prompt.tokens(ids);
    }

    private static void require(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new EngineException(
                    new Problem.InvalidValue(name, String.valueOf(value), "between 1 and " + most));
        }
    }
}
