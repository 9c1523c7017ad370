package notso.inference.cli.chat;

import notso.inference.EngineInfo;
import notso.inference.ModelInfo;
import notso.inference.ProblemText;
import notso.inference.host.ProcessMemory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** The counts and timings of a session, for a person to read. */
final class StatusText {

    private StatusText() {}

    static List<String> lines(ChatSession session) {
        RunCounts counts = session.counts();
        ModelInfo model = session.model().running().model().info();
        EngineInfo engine = session.model().running().info();
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put(
                "Model",
                session.model().isDemo() ? model.name() : model.name() + ", " + model.path());
        rows.put("Engine", engine.id() + " " + engine.version() + " on " + model.device());
        rows.put(
                "Messages",
                text(
                        "%d; answers made since the start: %d",
                        2 * session.exchanges().size(), counts.answers()));
        rows.put(
                "Tokens",
                text(
                        "%,d read, %,d reused, %,d generated",
                        counts.readTokens(), counts.reusedTokens(), counts.generatedTokens()));
        rows.put(
                "Speeds",
                text(
                        "%.1f tokens/s read, %.1f tokens/s generated",
                        counts.readingSpeed(), counts.generationSpeed()));
        rows.put(
                "First token",
                counts.medianToFirstToken()
                        .map(time -> text("after %.2f s (median)", time.toNanos() / 1e9))
                        .orElse("none yet"));
        rows.put(
                "Context",
                text("%,d of %,d tokens", counts.contextTokens(), model.contextLength()));
        rows.put(
                "Memory",
                text(
                        "%s here, %s in the engine's process",
                        memory(ProcessHandle.current()),
                        memory(session.model().running().model().process())));
        rows.put("Thinking", session.settings().thinks() ? "on" : "off");
        rows.put("Temperature", String.valueOf(session.settings().sampling().temperature()));
        return rows.entrySet().stream()
                .map(row -> text("  %-12s %s", row.getKey(), oneLine(row.getValue())))
                .toList();
    }

    private static String memory(ProcessHandle process) {
        OptionalLong bytes = ProcessMemory.residentBytes(process);
        return bytes.isPresent() ? ProblemText.size(bytes.getAsLong()) : "unknown";
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Names out of files must not drive a terminal. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "?");
    }
}
