package notso.app.view.composer;

import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

import notso.app.context.Ledger;
import notso.app.view.look.Texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How full the context is, and with what. */
final class ContextBar extends HBox {

    private static final double AMPLE_TO = 0.7;
    private static final double TIGHT_TO = 0.9;

    /** How much room there is. */
    private enum Level {
        AMPLE,
        TIGHT,
        FULL;

        PseudoClass pseudoClass() {
            return PseudoClass.getPseudoClass(name().toLowerCase(Locale.ROOT));
        }

        static Level of(double part) {
            if (part <= AMPLE_TO) {
                return AMPLE;
            }
            return part <= TIGHT_TO ? TIGHT : FULL;
        }
    }

    private final Texts texts;
    private final ProgressBar bar = new ProgressBar(0);
    private final Label text = new Label();
    private final Tooltip tooltip = new Tooltip();

    ContextBar(ObservableValue<Optional<Ledger>> ledger, Texts texts) {
        this.texts = texts;
        bar.setId("context-bar");
        text.setId("context-text");
        text.setMinWidth(USE_PREF_SIZE);
        getStyleClass().add("context");
        setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(bar, text);
        Tooltip.install(this, tooltip);
        ledger.subscribe(this::show);
    }

    private void show(Optional<Ledger> counted) {
        // The place stays when there is nothing to show, so that nothing moves.
        setVisible(counted.isPresent());
        counted.ifPresent(this::show);
    }

    private void show(Ledger ledger) {
        double part = (double) ledger.used() / Math.max(1, ledger.context());
        Level level = Level.of(part);
        for (Level each : Level.values()) {
            pseudoClassStateChanged(each.pseudoClass(), each == level);
        }
        bar.setProgress(Math.min(1, part));
        text.setText(
                texts.get(
                        switch (level) {
                            case AMPLE -> "context.ample";
                            case TIGHT -> "context.tight";
                            case FULL -> "context.full";
                        },
                        ledger.used(),
                        ledger.context()));
        String account = String.join("\n", lines(ledger));
        tooltip.setText(account);
        bar.setAccessibleText(texts.get("context.name"));
        bar.setAccessibleHelp(account);
    }

    private List<String> lines(Ledger ledger) {
        List<String> lines = new ArrayList<>();
        lines.add(texts.get("context.system", ledger.system()));
        lines.add(texts.get("context.history", ledger.history()));
        add(lines, "context.reasoning", ledger.reasoning());
        add(lines, "context.draft", ledger.draft());
        lines.add(texts.get("context.free", ledger.free()));
        add(lines, "context.dropped", ledger.dropped());
        return lines;
    }

    private void add(List<String> lines, String key, int tokens) {
        if (tokens > 0) {
            lines.add(texts.get(key, tokens));
        }
    }
}
