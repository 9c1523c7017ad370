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
import javafx.scene.input.KeyCode;
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
import java.util.Comparator;
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

    static final double WIDTH = 900;
    static final double HEIGHT = 700;

    @TempDir static Path homes;

    final FxRobot robot = this;
    final FakeEngine engine = new FakeEngine().restIdle();
    Optional<Path> chosen = Optional.empty();
    Composition composition;

    private final Path home = home();
    private Stage stage;
    private ChatWindow window;

    @Override
    public void start(Stage primary) {
        stage = primary;
        Fonts.load();
        show();
        // The stage is the same one in every test.
        stage.setWidth(WIDTH);
        stage.setHeight(HEIGHT);
        stage.show();
    }

    /** A window of an application that has just been started. */
    private void show() {
        Properties properties = new Properties();
        properties.setProperty("notso.model", "first.gguf");
        properties.setProperty("notso.home", home.toString());
        composition =
                new Composition(AppProperties.of(properties, Map.of()), new FxGateway(), engine);
        window = composition.window(() -> chosen);
        Scene scene = new Scene(window, WIDTH, HEIGHT);
        Theme.LIGHT.apply(scene);
        stage.setScene(scene);
        window.focusInput();
    }

    /** Ends the application and starts it again over the same folder. */
    void restart() {
        robot.interact(window::keepDraft);
        composition.close();
        robot.interact(this::show);
        begin();
    }

    void resize(double width, double height) {
        robot.interact(
                () -> {
                    stage.setWidth(width);
                    stage.setHeight(height);
                });
        settle();
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

    /** The last text of the last answer; empty as long as there is none. */
    String answer() {
        return texts().reversed().stream().findFirst().orElse("");
    }

    /** Asks and waits for the end of the answer. */
    void ask(String question) throws TimeoutException {
        robot.clickOn("#composer-input").write(question).push(KeyCode.ENTER);
        await(() -> visible("#send-button") && bubbles(question) > 0 && isSettled());
    }

    /** Nothing is being answered, and every answer shows what it took. */
    private boolean isSettled() {
        return !visible("#stop-button")
                && robot.lookup(".message-bubble.assistant").queryAll().size()
                        == robot.lookup(".message-stats").queryAll().stream()
                                .filter(WindowTest::isShown)
                                .count();
    }

    private long bubbles(String question) {
        return questions().stream().filter(question::equals).count();
    }

    List<String> questions() {
        return robot.lookup(".message-bubble.user .body-text").queryAllAs(Text.class).stream()
                .map(Text::getText)
                .toList();
    }

    /** The titles in the sidebar, from the top. */
    List<String> titles() {
        return robot.lookup(".session-title").queryAllAs(Label.class).stream()
                .filter(WindowTest::isShown)
                .sorted(Comparator.comparing(WindowTest::top))
                .map(Label::getText)
                .toList();
    }

    Node titled(String title) {
        return robot.lookup(".session-title").queryAllAs(Label.class).stream()
                .filter(WindowTest::isShown)
                .filter(label -> label.getText().equals(title))
                .findFirst()
                .orElseThrow();
    }

    static double top(Node node) {
        return node.localToScene(node.getBoundsInLocal()).getMinY();
    }

    long lines() {
        return answer().lines().count();
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
