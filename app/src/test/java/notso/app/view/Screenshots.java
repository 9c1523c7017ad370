package notso.app.view;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextArea;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;

import notso.app.answer.ServiceEvent;
import notso.app.answer.Workbench;
import notso.app.conversation.Answer;
import notso.app.conversation.MessageId;
import notso.app.conversation.store.StoreNotice;
import notso.app.engine.EngineEvent;
import notso.app.engine.FakeEngine;
import notso.app.engine.ModelChoice;
import notso.app.view.command.WindowCommands;
import notso.app.view.look.Fonts;
import notso.app.view.look.Texts;
import notso.app.view.look.Theme;
import notso.app.view.sidebar.LibraryViewModel;
import notso.app.view.sidebar.SidebarRow;
import notso.app.view.window.ChatWindow;
import notso.inference.EngineInfo;
import notso.inference.FinishReason;
import notso.inference.LoadProgress;
import notso.inference.ModelInfo;
import notso.inference.Problem;
import notso.inference.ProblemText;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import javax.imageio.ImageIO;

/**
 * Draws the window in each of its states and both themes, for people to look at: PNG files in the
 * folder that is the first argument, of the states that are named after it or of all. Wants the
 * flags of the tests, {@code -Dglass.platform=Headless -Dprism.order=sw}.
 */
final class Screenshots {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 760;
    private static final int LEAST_WIDTH = 480;
    private static final int LEAST_HEIGHT = 420;
    private static final Path FILE = Path.of("SmolLM3-3B-Q4_K_M.gguf");
    private static final ModelChoice MODEL = new ModelChoice.File(FILE);
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
    private final Set<String> wanted;
    private final Map<String, Consumer<Shot>> states = new LinkedHashMap<>();

    /** A window and all that is told to it. */
    private record Shot(ChatWindow.Content content, SampleConversation talk, Scene scene) {

        void accept(ServiceEvent event) {
            List<ServiceEvent> events = List.of(event);
            content.model().accept(events);
            content.chat().accept(events);
            content.library().accept(events);
            content.storage().accept(events);
        }

        void press(String query) {
            layout();
            Node last = List.copyOf(scene.getRoot().lookupAll(query)).getLast();
            ((ButtonBase) last).fire();
            layout();
        }

        void type(String text) {
            ((TextArea) scene.lookup("#composer-input")).setText(text);
        }

        void layout() {
            scene.snapshot(null);
        }

        SidebarRow.Chat chat(int index) {
            return content.library().rows().stream()
                    .filter(SidebarRow.Chat.class::isInstance)
                    .map(SidebarRow.Chat.class::cast)
                    .skip(index)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Screenshots(Path folder, Set<String> wanted) {
        this.folder = folder;
        this.wanted = wanted;
        states.put("empty", Screenshots::empty);
        states.put("loading", shot -> shot.accept(loading(0.43)));
        states.put("demo", Screenshots::demo);
        states.put("reading", Screenshots::reading);
        states.put("thinking", Screenshots::think);
        states.put("streaming", Screenshots::stream);
        states.put("answer", Screenshots::answer);
        states.put("help", shot -> shot.content().commands().submit("/help"));
        states.put("error", Screenshots::error);
        states.put("failed", Screenshots::failed);
        states.put("branches", Screenshots::branches);
        states.put("editing", Screenshots::editing);
        states.put("cut", Screenshots::cut);
        states.put("queue", Screenshots::queue);
        states.put("queue-waiting", Screenshots::queueWaiting);
        states.put("renaming", Screenshots::renaming);
        states.put("deleted", Screenshots::deleted);
        states.put("not-saved", Screenshots::notSaved);
        states.put("saved-again", Screenshots::savedAgain);
    }

    public static void main(String[] args) throws Exception {
        System.setProperty("java.awt.headless", "true");
        CountDownLatch done = new CountDownLatch(1);
        Screenshots screenshots =
                new Screenshots(
                        Files.createDirectories(Path.of(args[0])),
                        Set.of(args).stream()
                                .filter(arg -> !arg.equals(args[0]))
                                .collect(Collectors.toSet()));
        Platform.startup(
                () -> {
                    Fonts.load();
                    try {
                        screenshots.drawAll();
                    } finally {
                        done.countDown();
                    }
                });
        done.await();
        Platform.exit();
    }

    private void drawAll() {
        for (Theme theme : Theme.values()) {
            states.forEach((name, state) -> draw(theme, name, state, WIDTH, HEIGHT));
            states.forEach(
                    (name, state) ->
                            draw(theme, "small-" + name, state, LEAST_WIDTH, LEAST_HEIGHT));
            draw(theme, "small-sidebar", Screenshots::sidebar, LEAST_WIDTH, LEAST_HEIGHT);
        }
    }

    private void draw(Theme theme, String name, Consumer<Shot> state, int width, int height) {
        if (!wanted.isEmpty() && !wanted.contains(name)) {
            return;
        }
        Texts texts = new Texts(Locale.ENGLISH);
        try (Workbench bench = new Workbench(folder, new FakeEngine(), _ -> {})) {
            ModelViewModel model = new ModelViewModel(bench.service());
            ChatViewModel chat = new ChatViewModel(bench.service(), model, texts, System::nanoTime);
            LibraryViewModel library =
                    new LibraryViewModel(
                            bench.library(),
                            _ -> {},
                            texts,
                            InstantSource.fixed(SampleConversation.NOW),
                            ZoneOffset.UTC);
            WindowCommands commands = bench.commands(chat, model, folder, texts);
            ChatWindow.Content content =
                    new ChatWindow.Content(
                            chat, model, library, new StorageViewModel(texts), commands);
            ChatWindow window = new ChatWindow(content, Optional::empty, texts);
            Scene scene = new Scene(window, width, height);
            theme.apply(scene);
            Stage stage = new Stage();
            stage.setScene(scene);
            stage.show();
            window.focusInput();
            SampleConversation talk =
                    new SampleConversation(
                            events -> {
                                chat.accept(events);
                                library.accept(events);
                            });
            talk.list();
            talk.open();
            state.accept(new Shot(content, talk, scene));
            // The second picture knows the sizes that the first one found.
            scene.snapshot(null);
            scene.snapshot(null);
            save(scene.snapshot(null), folder.resolve(file(theme, name)));
            stage.hide();
        }
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

    private static void empty(Shot shot) {
        shot.accept(loaded());
    }

    private static void demo(Shot shot) {
        shot.accept(loaded("Built-in demo", "scripted", true));
        shot.talk().ask("Hello!");
        shot.talk().begin("Built-in demo", "scripted 1");
        shot.talk().think("A greeting. I should be friendly.");
        shot.talk().say("Hello! I am the built-in demo.");
        shot.talk().finish(24, FinishReason.END_OF_TURN);
    }

    private static void reading(Shot shot) {
        shot.accept(loaded());
        shot.talk().ask(QUESTION);
        shot.talk().read(430, 1000);
    }

    private static void think(Shot shot) {
        reading(shot);
        shot.talk().begin("SmolLM3 3B", "llamacpp v0.4.0");
        shot.talk().think(THOUGHT);
    }

    private static void stream(Shot shot) {
        think(shot);
        shot.talk().say(ANSWER.substring(0, 150));
        shot.talk().count(2310);
    }

    private static void answer(Shot shot) {
        think(shot);
        shot.talk().say(ANSWER);
        shot.talk().finish(142, FinishReason.END_OF_TURN);
        shot.talk().ask("Thanks! And if both cost 2.10?");
        shot.talk().begin("SmolLM3 3B", "llamacpp v0.4.0");
        shot.talk().say("Then the ball costs 55 cents.");
        shot.talk().finish(9, FinishReason.END_OF_TURN);
        shot.talk().count(1234);
    }

    private static void error(Shot shot) {
        think(shot);
        shot.talk().say(ANSWER.substring(0, 90));
        Problem died = new Problem.EngineDied(139, Path.of("engine.log"));
        shot.talk().end(new Answer.End.Failed(ProblemText.sentence(died)));
    }

    private static void failed(Shot shot) {
        Problem cut = new Problem.MalformedModel(FILE, "it is cut off");
        shot.accept(loading(0));
        shot.accept(new ServiceEvent.OfEngine(new EngineEvent.LoadFailed(MODEL, cut)));
    }

    private static void branches(Shot shot) {
        think(shot);
        shot.talk().say("The ball costs 10 cents.");
        shot.talk().finish(9, FinishReason.END_OF_TURN);
        shot.talk().askInstead(QUESTION + " Think twice.");
        shot.talk().begin("SmolLM3 3B", "llamacpp v0.4.0");
        shot.talk().say("Five cents.");
        shot.talk().finish(4, FinishReason.END_OF_TURN);
        shot.talk().answerAgain(new MessageId(3));
        shot.talk().begin("SmolLM3 3B", "llamacpp v0.4.0");
        shot.talk().say(ANSWER.substring(0, 100));
        shot.talk().finish(60, FinishReason.CANCELLED);
        shot.talk().count(5980);
    }

    private static void editing(Shot shot) {
        answer(shot);
        shot.press(".actions-edit");
    }

    private static void cut(Shot shot) {
        answer(shot);
        shot.talk().cutBeforeLast();
        shot.talk().count(7900);
    }

    private static void queue(Shot shot) {
        stream(shot);
        shot.talk().queue("And if both cost 2.10?", "Put the whole calculation into a table.");
        shot.type("One more thing");
    }

    private static void queueWaiting(Shot shot) {
        answer(shot);
        shot.talk().queue("And if both cost 2.10?");
    }

    private static void renaming(Shot shot) {
        answer(shot);
        shot.content().library().beginRenaming(shot.chat(3));
    }

    private static void deleted(Shot shot) {
        answer(shot);
        shot.content().library().discard(shot.chat(4));
    }

    private static void notSaved(Shot shot) {
        answer(shot);
        Path file = Path.of("/home/ada/.local/share/notso/conversations");
        shot.accept(new ServiceEvent.OfStore(new StoreNotice.NotSaved(file, true, "")));
        shot.accept(
                new ServiceEvent.OfStore(
                        new StoreNotice.SetAside(
                                file.resolve("0k3v.jsonl"), file.resolve("0k3v.broken"), 2)));
    }

    private static void savedAgain(Shot shot) {
        answer(shot);
        shot.accept(new ServiceEvent.OfStore(new StoreNotice.SavedAgain()));
    }

    private static void sidebar(Shot shot) {
        answer(shot);
        shot.press("#sidebar-open");
    }

    private static ServiceEvent loading(double part) {
        return new ServiceEvent.OfEngine(
                new EngineEvent.Loading(MODEL, new LoadProgress(LoadProgress.Phase.LOADING, part)));
    }

    private static ServiceEvent loaded() {
        return loaded("SmolLM3 3B", "llamacpp", false);
    }

    private static ServiceEvent loaded(String name, String engine, boolean isDemo) {
        ModelInfo info =
                new ModelInfo(
                        FILE,
                        "",
                        name,
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
        return new ServiceEvent.OfEngine(
                new EngineEvent.Loaded(
                        MODEL, info, new EngineInfo(engine, "v0.4.0", Set.of()), isDemo));
    }
}
