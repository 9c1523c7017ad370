package notso.app.view;

import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;

import notso.app.answer.AnswerService;
import notso.app.answer.ModelChoice;
import notso.app.answer.ServiceEvent;
import notso.app.view.look.Fonts;
import notso.app.view.look.Texts;
import notso.app.view.look.Theme;
import notso.inference.FinishReason;
import notso.inference.GenerationStatistics;
import notso.inference.LoadProgress;
import notso.inference.ModelInfo;
import notso.inference.Problem;
import notso.inference.stream.AnswerEvent;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

import javax.imageio.ImageIO;

/**
 * Draws the window in each of its states and both themes, for people to look at: PNG files in the
 * folder that is the one argument. Wants the flags of the tests, {@code -Dglass.platform=Headless
 * -Dprism.order=sw}.
 */
final class Screenshots {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 760;
    private static final int LEAST_WIDTH = 480;
    private static final int LEAST_HEIGHT = 420;
    private static final ModelChoice MODEL =
            new ModelChoice.File(Path.of("SmolLM3-3B-Q4_K_M.gguf"));
    private static final ModelInfo INFO =
            new ModelInfo(
                    Path.of("SmolLM3-3B-Q4_K_M.gguf"),
                    "",
                    "SmolLM3 3B",
                    "smollm3",
                    8192,
                    65536,
                    128256,
                    36,
                    0,
                    "CPU",
                    0,
                    Optional.empty(),
                    "",
                    "");
    private static final String QUESTION =
            "A bat and a ball cost 1.10 together, and the bat costs 1.00 more than the ball. What"
                    + " does the ball cost?";
    private static final String THOUGHT =
            "The quick answer is 0.10, but then the bat would cost 1.10 and both 1.20.\n\n"
                    + "Let b be the ball. Then b + (b + 1.00) = 1.10, so 2b = 0.10, and b = 0.05.";
    private static final String ANSWER =
            "The ball costs 5 cents.\n\n"
                + "If the ball is b, the bat is b + 1.00. Together they are 2b + 1.00 = 1.10, so b"
                + " = 0.05. The bat then costs 1.05, which is exactly one more, and both together"
                + " make 1.10.\n\n"
                + "The answer that comes to mind first, ten cents, would make the bat 1.10 and the"
                + " sum 1.20.";

    private final Path folder;
    private final Map<String, Consumer<ChatViewModel>> states = new LinkedHashMap<>();

    private Screenshots(Path folder) {
        this.folder = folder;
        states.put("empty", Screenshots::empty);
        states.put("loading", chat -> chat.accept(List.of(loading(0.43))));
        states.put("demo", Screenshots::demo);
        states.put("reading", Screenshots::reading);
        states.put("thinking", Screenshots::think);
        states.put("streaming", Screenshots::stream);
        states.put("answer", Screenshots::answer);
        states.put("error", Screenshots::error);
        states.put("failed", Screenshots::failed);
    }

    public static void main(String[] args) throws Exception {
        System.setProperty("java.awt.headless", "true");
        CountDownLatch done = new CountDownLatch(1);
        Screenshots screenshots = new Screenshots(Files.createDirectories(Path.of(args[0])));
        Platform.startup(
                () -> {
                    Fonts.load();
                    screenshots.drawAll();
                    done.countDown();
                });
        done.await();
        Platform.exit();
    }

    private void drawAll() {
        for (Theme theme : Theme.values()) {
            states.forEach((name, state) -> draw(theme, name, state, WIDTH, HEIGHT));
            draw(theme, "narrow", Screenshots::answer, LEAST_WIDTH, LEAST_HEIGHT);
            draw(theme, "narrow-empty", Screenshots::empty, LEAST_WIDTH, LEAST_HEIGHT);
        }
    }

    private void draw(
            Theme theme, String name, Consumer<ChatViewModel> state, int width, int height) {
        AnswerService service =
                new AnswerService(
                        _ -> {
                            throw new IllegalStateException("no engine here");
                        },
                        (_, _) -> {
                            throw new IllegalStateException("no engine here");
                        },
                        _ -> {});
        ChatViewModel chat = new ChatViewModel(service, System::nanoTime);
        ChatWindow window = new ChatWindow(chat, Optional::empty, new Texts(Locale.ENGLISH));
        Scene scene = new Scene(window, width, height);
        theme.apply(scene);
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.show();
        window.focusInput();
        state.accept(chat);
        // The second picture knows the sizes that the first one found.
        scene.snapshot(null);
        save(scene.snapshot(null), folder.resolve(file(theme, name)));
        stage.hide();
        service.close();
    }

    private static String file(Theme theme, String name) {
        return name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png";
    }

    private static void save(WritableImage image, Path file) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, image.getPixelReader().getArgb(x, y));
            }
        }
        try {
            ImageIO.write(picture, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void empty(ChatViewModel chat) {
        chat.accept(List.of(loaded()));
    }

    private static void demo(ChatViewModel chat) {
        ModelChoice choice = new ModelChoice.Demo();
        chat.accept(
                List.of(
                        new ServiceEvent.Loading(
                                choice, new LoadProgress(LoadProgress.Phase.CHECKING, 0)),
                        new ServiceEvent.Loaded(
                                choice,
                                new ModelInfo(
                                        Path.of("demo"),
                                        "",
                                        "Built-in demo",
                                        "scripted",
                                        8192,
                                        8192,
                                        1 << 17,
                                        0,
                                        0,
                                        "",
                                        0,
                                        Optional.empty(),
                                        "",
                                        ""),
                                true)));
        chat.send("Hello!");
        chat.accept(
                List.of(
                        said(new AnswerEvent.Thinking("A greeting. I should be friendly.")),
                        said(new AnswerEvent.Answer("Hello! I am the built-in demo.")),
                        finished(24)));
    }

    private static void reading(ChatViewModel chat) {
        chat.accept(List.of(loaded()));
        chat.send(QUESTION);
        chat.accept(List.of(said(new AnswerEvent.Progress(430, 1000, 0))));
    }

    private static void think(ChatViewModel chat) {
        chat.accept(List.of(loaded()));
        chat.send(QUESTION);
        chat.accept(List.of(said(new AnswerEvent.Thinking(THOUGHT))));
    }

    private static void stream(ChatViewModel chat) {
        think(chat);
        chat.accept(List.of(said(new AnswerEvent.Answer(ANSWER.substring(0, 150)))));
    }

    private static void answer(ChatViewModel chat) {
        think(chat);
        chat.accept(List.of(said(new AnswerEvent.Answer(ANSWER)), finished(142)));
        chat.send("Thanks! And if both cost 2.10?");
        chat.accept(
                List.of(
                        said(new AnswerEvent.Answer("Then the ball costs 55 cents.")),
                        finished(9)));
    }

    private static void error(ChatViewModel chat) {
        think(chat);
        chat.accept(
                List.of(
                        said(new AnswerEvent.Answer(ANSWER.substring(0, 90))),
                        new ServiceEvent.AnswerFailed(
                                new Problem.EngineDied(139, Path.of("engine.log")))));
    }

    private static void failed(ChatViewModel chat) {
        chat.accept(
                List.of(
                        loading(0),
                        new ServiceEvent.LoadFailed(
                                MODEL,
                                new Problem.MalformedModel(
                                        Path.of("SmolLM3-3B-Q4_K_M.gguf"), "it is cut off"))));
    }

    private static ServiceEvent loading(double part) {
        return new ServiceEvent.Loading(MODEL, new LoadProgress(LoadProgress.Phase.LOADING, part));
    }

    private static ServiceEvent loaded() {
        return new ServiceEvent.Loaded(MODEL, INFO, false);
    }

    private static ServiceEvent said(AnswerEvent event) {
        return new ServiceEvent.Answering(event);
    }

    private static ServiceEvent finished(int tokens) {
        return said(
                new AnswerEvent.Finished(
                        FinishReason.END_OF_TURN,
                        new GenerationStatistics(
                                80,
                                0,
                                tokens,
                                Duration.ofMillis(700),
                                Duration.ofMillis(tokens * 130L),
                                Duration.ofMillis(820)),
                        Duration.ofSeconds(12)));
    }
}
