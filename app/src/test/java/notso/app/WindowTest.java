package notso.app;

import static org.testfx.util.WaitForAsyncUtils.asyncFx;
import static org.testfx.util.WaitForAsyncUtils.waitFor;
import static org.testfx.util.WaitForAsyncUtils.waitForFxEvents;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.InputMethodHighlight;
import javafx.scene.input.InputMethodTextRun;
import javafx.scene.text.Text;
import javafx.stage.Stage;

import notso.app.engine.FakeEngine;
import notso.app.view.look.Fonts;
import notso.app.view.look.Theme;
import notso.app.view.window.ChatWindow;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A window over a fake engine, with a robot that does what a person does. */
@Timeout(120)
abstract class WindowTest extends ApplicationTest {

    @TempDir static Path homes;

    final FxRobot robot = this;
    final FakeEngine engine = new FakeEngine();
    Optional<Path> chosen = Optional.empty();
    Composition composition;

    @Override
    public void start(Stage stage) {
        Properties properties = new Properties();
        properties.setProperty("notso.model", "first.gguf");
        properties.setProperty("notso.home", home().toString());
        composition =
                new Composition(AppProperties.of(properties, Map.of()), new FxGateway(), engine);
        Fonts.load();
        ChatWindow window = composition.window(() -> chosen);
        Scene scene = new Scene(window, 900, 700);
        Theme.LIGHT.apply(scene);
        stage.setScene(scene);
        stage.show();
        window.focusInput();
    }

    private static Path home() {
        try {
            return Files.createTempDirectory(homes, "home");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void close() {
        composition.close();
    }

    void begin() {
        Platform.runLater(() -> composition.start(List.of()));
        waitForFxEvents();
    }

    void await(Callable<Boolean> holds) throws TimeoutException {
        waitFor(30, TimeUnit.SECONDS, () -> onFx(holds));
        waitForFxEvents();
    }

    static <T> T onFx(Callable<T> question) throws Exception {
        return asyncFx(question).get();
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Two pulses: one that lays out what has changed, one for what that has changed. */
    void settle() {
        for (int i = 0; i < 2; i++) {
            robot.interact(() -> robot.window(0).getScene().getRoot().layout());
        }
    }

    boolean visible(String query) {
        return robot.lookup(query).queryAll().stream().anyMatch(WindowTest::isShown);
    }

    static boolean isShown(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return true;
    }

    TextArea input() {
        return robot.lookup("#composer-input").queryAs(TextArea.class);
    }

    String text(String query) {
        return robot.lookup(query).queryAs(Text.class).getText();
    }

    List<String> texts() {
        return robot.lookup(".message-bubble.assistant .body-text").queryAllAs(Text.class).stream()
                .map(Text::getText)
                .toList();
    }

    /** The last text of the last answer. */
    String answer() {
        return texts().getLast();
    }

    long lines() {
        return texts().getLast().lines().count();
    }

    String status() {
        return robot.lookup("#status-pill .label").queryAs(Label.class).getText();
    }

    double heightWith(String text) {
        robot.interact(() -> input().setText(text));
        settle();
        return input().getHeight();
    }

    double above() {
        return scrolled(robot.lookup("#transcript").queryAs(ScrollPane.class));
    }

    double below() {
        ScrollPane scroll = robot.lookup("#transcript").queryAs(ScrollPane.class);
        return hidden(scroll) - scrolled(scroll);
    }

    static double scrolled(ScrollPane scroll) {
        return scroll.getVvalue() * hidden(scroll);
    }

    static double hidden(ScrollPane scroll) {
        return scroll.getContent().getLayoutBounds().getHeight()
                - scroll.getViewportBounds().getHeight();
    }

    static InputMethodEvent composing(String text) {
        return new InputMethodEvent(
                InputMethodEvent.INPUT_METHOD_TEXT_CHANGED,
                text.isEmpty()
                        ? List.of()
                        : List.of(
                                new InputMethodTextRun(text, InputMethodHighlight.UNSELECTED_RAW)),
                "",
                0);
    }
}
