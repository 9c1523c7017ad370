package notso.app;

import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.stage.Stage;

import notso.app.instance.Claim;
import notso.app.instance.Handover;
import notso.app.instance.SingleInstance;
import notso.app.settings.AllSettings;
import notso.app.settings.Choice;
import notso.app.view.look.Fonts;
import notso.app.view.look.Texts;
import notso.app.view.look.Theme;
import notso.app.view.window.ChatWindow;
import notso.app.view.window.SystemFileChooser;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The application's life: the data folder is claimed, then the window, the model afterwards, and
 * everything down at the end. Where another window has the data folder, that one comes forward.
 */
public final class NotSoApplication extends Application {

    private static final Logger LOG = LoggerFactory.getLogger(NotSoApplication.class);
    private static final double WIDTH = 1000;
    private static final double HEIGHT = 760;
    private static final double LEAST_WIDTH = 480;
    private static final double LEAST_HEIGHT = 420;

    private final FxGateway gateway = new FxGateway();
    private Claim claim = new Claim.Unanswered();
    private Optional<Composition> composition = Optional.empty();
    private Optional<Stage> window = Optional.empty();

    @Override
    public void init() {
        AppProperties properties = AppProperties.of(System.getProperties(), System.getenv());
        claim =
                SingleInstance.claim(
                        properties.home().path(),
                        SingleInstance.handover(files(getParameters().getRaw())),
                        handover -> gateway.execute(() -> takeOver(handover)));
        if (claim instanceof Claim.First) {
            composition = Optional.of(new Composition(properties, gateway));
        }
    }

    private static List<Path> files(List<String> arguments) {
        return arguments.stream().flatMap(NotSoApplication::path).toList();
    }

    private static Stream<Path> path(String argument) {
        try {
            return Stream.of(Path.of(argument));
        } catch (InvalidPathException e) {
            LOG.warn("Not a file's name: {}", argument);
            return Stream.empty();
        }
    }

    @Override
    public void start(Stage stage) {
        switch (claim) {
            case Claim.First _ -> composition.ifPresent(parts -> open(stage, parts));
            case Claim.HandedOver _ -> Platform.exit();
            case Claim.Unanswered _ -> refuse();
        }
    }

    private void open(Stage stage, Composition parts) {
        Thread.setDefaultUncaughtExceptionHandler(this::onUncaught);
        Fonts.load();
        ChatWindow content = parts.window(new SystemFileChooser(stage, parts.texts()));
        Scene scene = new Scene(content, WIDTH, HEIGHT);
        Platform.getPreferences().colorSchemeProperty().subscribe(() -> paint(scene, parts));
        paint(scene, parts);
        Runnable _ = parts.settings().observe(_ -> gateway.execute(() -> paint(scene, parts)));
        stage.setTitle(parts.texts().get("window.title"));
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setScene(scene);
        WindowPlace place = new WindowPlace(stage, parts.settings());
        place.restore();
        stage.setOnShown(_ -> parts.start(files(getParameters().getRaw())));
        stage.setOnHiding(
                _ -> {
                    place.keep();
                    content.keepDraft();
                });
        window = Optional.of(stage);
        stage.show();
        content.focusInput();
    }

    private static void paint(Scene scene, Composition parts) {
        Choice.Theme choice = parts.settings().current().get(AllSettings.THEME);
        Theme theme =
                switch (choice) {
                    case SYSTEM -> Theme.of(Platform.getPreferences().getColorScheme());
                    case LIGHT -> Theme.LIGHT;
                    case DARK -> Theme.DARK;
                };
        theme.apply(scene);
    }

    /** A later start wants the window, and may have brought files. */
    private void takeOver(Handover handover) {
        window.ifPresent(
                stage -> {
                    stage.setIconified(false);
                    stage.toFront();
                    stage.requestFocus();
                });
        composition.ifPresent(parts -> parts.open(handover.files()));
    }

    private static void refuse() {
        Texts texts = new Texts(Locale.getDefault());
        Alert alert = new Alert(Alert.AlertType.ERROR, texts.get("instance.unanswered"));
        alert.setTitle(texts.get("window.title"));
        alert.setHeaderText(texts.get("instance.running"));
        alert.showAndWait();
        Platform.exit();
    }

    @Override
    public void stop() throws Exception {
        composition.ifPresent(Composition::close);
        if (claim instanceof Claim.First(AutoCloseable lock)) {
            lock.close();
        }
    }

    private void onUncaught(Thread thread, Throwable thrown) {
        LOG.error("Uncaught on {}", thread.getName(), thrown);
        composition.ifPresent(parts -> parts.report(thrown));
    }
}
