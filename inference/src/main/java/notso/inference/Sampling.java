package notso.inference;

import java.util.OptionalLong;

/**
 * How the next token is chosen. Immutable: each {@code with} method returns a changed copy.
 *
 * @param temperature 0 always takes the likeliest token; 0 to 5
 * @param topK keeps the k likeliest tokens; 0 keeps all
 * @param topP keeps the likeliest tokens that together reach this probability; above 0 to 1
 * @param minP keeps tokens of at least this share of the likeliest one's probability; 0 to 1
 * @param repetitionPenalty divides the score of tokens among the last {@value #PENALTY_WINDOW}; 1
 *     changes nothing; 0.5 to 2
 * @param seed makes the choice repeatable, 0 to 2³²−2; empty for a fresh one
 */
public record Sampling(
        double temperature,
        int topK,
        double topP,
        double minP,
        double repetitionPenalty,
        OptionalLong seed) {

    /** How many of the latest tokens the repetition penalty looks at. */
    public static final int PENALTY_WINDOW = 64;

    /** The largest seed. */
    public static final long LARGEST_SEED = 0xFFFF_FFFEL;

    /** The advice of SmolLM3's authors: temperature 0.6, top-p 0.95. */
    public static final Sampling DEFAULT = new Sampling(0.6, 0, 0.95, 0, 1, OptionalLong.empty());

    /** Always the likeliest token. */
    public static final Sampling GREEDY = DEFAULT.withTemperature(0);

    /**
     * @throws EngineException with {@link Problem.InvalidValue} for a number out of range
     */
    public Sampling {
        Checks.between("temperature", temperature, 0.0, 5.0);
        Checks.between("top-k", topK, 0, Integer.MAX_VALUE);
        Checks.between("top-p", topP, 0.001, 1.0);
        Checks.between("min-p", minP, 0.0, 1.0);
        Checks.between("repetition penalty", repetitionPenalty, 0.5, 2.0);
        seed.ifPresent(value -> Checks.between("seed", value, 0, LARGEST_SEED));
    }

    public Sampling withTemperature(double value) {
        return new Sampling(value, topK, topP, minP, repetitionPenalty, seed);
    }

    public Sampling withTopK(int value) {
        return new Sampling(temperature, value, topP, minP, repetitionPenalty, seed);
    }

    public Sampling withTopP(double value) {
        return new Sampling(temperature, topK, value, minP, repetitionPenalty, seed);
    }

    public Sampling withMinP(double value) {
        return new Sampling(temperature, topK, topP, value, repetitionPenalty, seed);
    }

    public Sampling withRepetitionPenalty(double value) {
        return new Sampling(temperature, topK, topP, minP, value, seed);
    }

    public Sampling withSeed(long value) {
        return new Sampling(
                temperature, topK, topP, minP, repetitionPenalty, OptionalLong.of(value));
    }
}
