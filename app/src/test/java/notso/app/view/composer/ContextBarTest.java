package notso.app.view.composer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;

import notso.app.context.Ledger;
import notso.app.view.look.Stylesheets;
import notso.app.view.look.Texts;
import notso.app.view.look.Theme;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.framework.junit5.ApplicationTest;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

@Timeout(60)
class ContextBarTest extends ApplicationTest {

    private final ObjectProperty<Optional<Ledger>> ledger =
            new SimpleObjectProperty<>(Optional.empty());
    private ContextBar bar;

    @Override
    public void start(Stage stage) {
        bar = new ContextBar(ledger, new Texts(Locale.ENGLISH));
        StackPane root = new StackPane(bar);
        root.getStylesheets().add(Stylesheets.of(ComposerView.class));
        Scene scene = new Scene(root, 500, 100);
        Theme.LIGHT.apply(scene);
        stage.setScene(scene);
        stage.show();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0    | 0 / 10,000 tokens                      | 00b894",
                "7000 | 7,000 / 10,000 tokens                  | 00b894",
                "7001 | 7,001 / 10,000 tokens \u00b7 filling up  | fdcb6e",
                "9000 | 9,000 / 10,000 tokens \u00b7 filling up  | fdcb6e",
                "9001 | 9,001 / 10,000 tokens \u00b7 almost full | d63031",
                "12000 | 12,000 / 10,000 tokens \u00b7 almost full | d63031",
            })
    void colourAndWordsTellHowFullItIs(int used, String text, String colour) {
        assertFalse(bar.isVisible(), "nothing was counted yet");
        show(new Ledger(10_000, 0, used, 0, 0, 0, Map.of()));
        interact(() -> bar.getScene().snapshot(null));
        assertEquals(text, lookup("#context-text").queryAs(Label.class).getText());
        assertEquals(
                Math.min(1, used / 10_000.0),
                lookup("#context-bar").queryAs(ProgressBar.class).getProgress(),
                1e-9);
        Region fill = lookup("#context-bar > .bar").queryAs(Region.class);
        assertEquals(Color.web(colour), fill.getBackground().getFills().getLast().getFill());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0  | 0   | 0  | Instructions: 300;Conversation: 1,500;Free: 6,392",
                "80 | 900 | 12 |"
                        + " Instructions: 300;Conversation: 1,500;Reasoning: 80;Being typed: 12;"
                        + "Free: 6,300;No longer seen by the model: 900",
            })
    void theAccountNamesWhatThereIs(int reasoning, int dropped, int draft, String lines) {
        show(new Ledger(8192, 300, 1500, reasoning, dropped, draft, Map.of()));
        assertEquals(lines.replace(';', '\n'), lookup("#context-bar").query().getAccessibleHelp());
    }

    private void show(Ledger counted) {
        interact(() -> ledger.set(Optional.of(counted)));
    }
}
