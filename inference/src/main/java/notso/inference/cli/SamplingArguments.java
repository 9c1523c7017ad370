package notso.inference.cli;

import notso.inference.Sampling;
import notso.inference.smollm3.SmolLm3;

import picocli.CommandLine.Option;

import java.util.Optional;

/** The options that say how tokens are chosen. */
final class SamplingArguments {

    @Option(
            names = "--temp",
            paramLabel = "T",
            description = "Temperature, 0 for always the likeliest token; default: 0.6.")
    private double temperature = SmolLm3.SAMPLING.temperature();

    @Option(names = "--top-p", paramLabel = "P", description = "Top-p; default: 0.95.")
    private double topP = SmolLm3.SAMPLING.topP();

    @Option(names = "--top-k", paramLabel = "K", description = "Top-k; default: 0, no limit.")
    private int topK = SmolLm3.SAMPLING.topK();

    @Option(names = "--min-p", paramLabel = "P", description = "Min-p; default: 0.")
    private double minP = SmolLm3.SAMPLING.minP();

    @Option(
            names = "--repeat-penalty",
            paramLabel = "R",
            description = "Makes recent tokens less likely; default: 1, no penalty.")
    private double repetitionPenalty = SmolLm3.SAMPLING.repetitionPenalty();

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Makes the choice repeatable; default: a fresh one each time.")
    private Optional<Long> seed = Optional.empty();

    /**
     * @throws notso.inference.EngineException for a value out of range
     */
    Sampling sampling() {
        Sampling sampling =
                SmolLm3.SAMPLING
                        .withTemperature(temperature)
                        .withTopP(topP)
                        .withTopK(topK)
                        .withMinP(minP)
                        .withRepetitionPenalty(repetitionPenalty);
        return seed.map(sampling::withSeed).orElse(sampling);
    }
}
