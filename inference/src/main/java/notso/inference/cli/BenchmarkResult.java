package notso.inference.cli;

import notso.inference.EngineInfo;
import notso.inference.GenerationStatistics;
import notso.inference.ModelInfo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What was measured, one entry for each repetition. */
record BenchmarkResult(EngineInfo engine, ModelInfo model, List<GenerationStatistics> measured) {

    BenchmarkResult {
        measured = List.copyOf(measured);
    }

    /** Prompt tokens read a second. */
    double promptSpeed() {
        return median(GenerationStatistics::promptTokensPerSecond);
    }

    /** Tokens generated a second. */
    double generationSpeed() {
        return median(GenerationStatistics::tokensPerSecond);
    }

    List<String> lines() {
        GenerationStatistics one = measured.getFirst();
        return List.of(
                "Model       %s".formatted(model.name().replaceAll("\\p{Cntrl}", "?")),
                "Engine      %s %s on %s".formatted(engine.id(), engine.version(), model.device()),
                line("Prompt", one.evaluatedTokens(), GenerationStatistics::promptTokensPerSecond),
                line("Generation", one.generatedTokens(), GenerationStatistics::tokensPerSecond));
    }

    Map<String, Object> members() {
        GenerationStatistics one = measured.getFirst();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("model", model.path());
        members.put("name", model.name());
        members.put("engine", engine.id());
        members.put("engineVersion", engine.version());
        members.put("device", model.device());
        members.put("repetitions", measured.size());
        members.put("promptTokens", one.promptTokens());
        members.put("evaluatedTokens", one.evaluatedTokens());
        members.put("generatedTokens", one.generatedTokens());
        members.put("promptTokensPerSecond", promptSpeed());
        members.put("tokensPerSecond", generationSpeed());
        members.put(
                "promptTokensPerSecondEach",
                measured.stream().map(GenerationStatistics::promptTokensPerSecond).toList());
        members.put(
                "tokensPerSecondEach",
                measured.stream().map(GenerationStatistics::tokensPerSecond).toList());
        return members;
    }

    private String line(String label, int tokens, ToDoubleFunction<GenerationStatistics> speed) {
        return String.format(
                Locale.ROOT,
                "%-10s  %5d tokens %9.2f tokens/s   (%.2f to %.2f in %d)",
                label,
                tokens,
                median(speed),
                measured.stream().mapToDouble(speed).min().orElse(0),
                measured.stream().mapToDouble(speed).max().orElse(0),
                measured.size());
    }

    private double median(ToDoubleFunction<GenerationStatistics> speed) {
        double[] sorted = measured.stream().mapToDouble(speed).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
