package notso.app.view.command;

import notso.app.metrics.MetricsSnapshot;
import notso.app.view.look.Texts;

import java.util.ArrayList;
import java.util.List;

/** Counts and timings, as lines to read. */
final class StatusText {

    private static final double MEBIBYTE = 1 << 20;

    private StatusText() {}

    static String of(MetricsSnapshot now, Texts texts) {
        List<String> lines = new ArrayList<>();
        lines.add(texts.get("status.answers", now.finished(), now.stopped(), now.failed()));
        lines.add(
                texts.get(
                        "status.tokens",
                        now.tokensRead(),
                        now.tokensReused(),
                        now.tokensGenerated()));
        lines.add(
                texts.get(
                        "status.speeds",
                        now.promptSpeed().median(),
                        now.generationSpeed().median()));
        lines.add(
                texts.get(
                        "status.first-token",
                        now.firstToken().last(),
                        now.firstToken().median(),
                        now.firstToken().high()));
        lines.add(
                texts.get(
                        "status.engine",
                        now.loads(),
                        now.loadSeconds().last(),
                        now.losses(),
                        now.queued()));
        lines.add(
                texts.get(
                        "status.memory",
                        now.residentBytes() / MEBIBYTE,
                        now.heapBytes() / MEBIBYTE,
                        now.engineBytes() / MEBIBYTE));
        lines.add(texts.get("status.uptime", now.uptime().toMinutes()));
        return String.join("\n", lines);
    }
}
