package notso.inference.host;

import notso.inference.CancelSignal;
import notso.inference.GenerationEvent;
import notso.inference.GenerationEvent.Token;
import notso.inference.GenerationRequest;
import notso.inference.LoadProgress;
import notso.inference.ModelOptions;
import notso.inference.Prompt;
import notso.inference.scripted.Script;
import notso.inference.scripted.ScriptedEngine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Measures the way of a token from the engine, in its process, to its event in the application: the
 * engine writes the time of each token into its text. Both processes must read one clock, as they
 * do where {@link System#nanoTime} is the system's monotonic clock (Linux, macOS).
 *
 * <p>Arguments: tokens a second, any number of rates; without any 10, 100, 300 and 1000. Each is
 * measured for ten seconds, the first tenth of which is left out.
 */
public final class ChannelLatency {

    private static final int SECONDS = 10;

    private ChannelLatency() {}

    public static void main(String[] args) throws IOException {
        List<String> rates = args.length > 0 ? List.of(args) : List.of("10", "100", "300", "1000");
        Path logs = Files.createTempDirectory("notso-latency");
        for (String rate : rates) {
            HostCommand command =
                    HostCommand.of(rate, logs).withMainClass(ClockHostMain.class.getName());
            long starting = System.nanoTime();
            try (HostedEngine engine = new HostedEngine(command)) {
                engine.info();
                double startMillis = (System.nanoTime() - starting) / 1e6;
                report(rate, startMillis, latencies(engine, Integer.parseInt(rate) * SECONDS));
            }
        }
    }

    private static long[] latencies(HostedEngine engine, int tokens) {
        HostedModel model =
                engine.load(
                        ModelOptions.of(Path.of("clock")).withContextLength(1 << 20),
                        LoadProgress.Listener.NONE,
                        new CancelSignal());
        LongStream.Builder latencies = LongStream.builder();
        model.generate(
                GenerationRequest.of(Prompt.plain("go")).withEndsTurns(false).withMaxTokens(tokens),
                event -> {
                    if (event instanceof Token(_, String sent, _)) {
                        latencies.add(System.nanoTime() - Long.parseLong(sent));
                    }
                },
                new CancelSignal());
        return latencies.build().skip(tokens / 10).sorted().toArray();
    }

    private static void report(String rate, double startMillis, long[] sorted) {
        System.out.printf(
                Locale.ROOT,
                "%s tokens/s: median %.3f ms, p99 %.3f ms, longest %.3f ms of %d;"
                        + " host ready in %.0f ms%n",
                rate,
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6,
                Arrays.stream(sorted).max().orElse(0) / 1e6,
                sorted.length,
                startMillis);
    }

    /** The host's side; the engine's name is its rate. */
    static final class ClockHostMain {

        private ClockHostMain() {}

        public static void main(String[] args) throws IOException {
            HostMain.run(
                    args,
                    rate ->
                            OddEngine.changing(
                                    new ScriptedEngine(
                                            Script.of("tick ".repeat(100)),
                                            Double.parseDouble(rate)),
                                    ClockHostMain::stamp));
        }

        private static GenerationEvent stamp(GenerationEvent event) {
            return event instanceof Token(int id, _, boolean special)
                    ? new Token(id, Long.toString(System.nanoTime()), special)
                    : event;
        }
    }
}
