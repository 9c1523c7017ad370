package notso.app.view.transcript;

import javafx.scene.control.Label;

import notso.app.view.look.Texts;
import notso.inference.GenerationStatistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an answer took and why it ended, in one quiet line. */
final class StatisticsLine extends Label {

    private static final double NANOS = 1e9;

    private final Texts texts;

    StatisticsLine(AnswerViewModel answer, Texts texts) {
        this.texts = texts;
        getStyleClass().add("message-stats");
        setWrapText(true);
        answer.outcome().subscribe(this::show);
    }

    private void show(Optional<AnswerViewModel.Outcome> outcome) {
        setText(outcome.map(this::line).orElse(""));
        setVisible(outcome.isPresent());
        setManaged(outcome.isPresent());
    }

    private String line(AnswerViewModel.Outcome outcome) {
        GenerationStatistics statistics = outcome.statistics();
        List<String> parts = new ArrayList<>();
        parts.add(texts.get("statistics.tokens", statistics.generatedTokens()));
        if (statistics.tokensPerSecond() > 0) {
            parts.add(texts.get("statistics.speed", statistics.tokensPerSecond()));
        }
        if (statistics.timeToFirstToken().isPositive()) {
            double seconds = statistics.timeToFirstToken().toNanos() / NANOS;
            parts.add(texts.get("statistics.first", seconds));
        }
        parts.add(
                texts.get(
                        switch (outcome.reason()) {
                            case END_OF_TURN -> "statistics.finished";
                            case STOP_TEXT -> "statistics.stop-text";
                            case LENGTH -> "statistics.length";
                            case CONTEXT_FULL -> "statistics.context-full";
                            case CANCELLED -> "statistics.cancelled";
                        }));
        return String.join(" \u00b7 ", parts);
    }
}
