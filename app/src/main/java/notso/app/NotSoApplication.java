package notso.app;

import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

import notso.app.view.look.Fonts;
import notso.app.view.look.Theme;
import notso.app.view.window.ChatWindow;
import notso.app.view.window.SystemFileChooser;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The application's life: window first, model afterwards, and everything down at the end. */
public final class NotSoApplication extends Application {

    private static final Logger LOG = LoggerFactory.getLogger(NotSoApplication.class);
    private static final double WIDTH = 1000;
    private static final double HEIGHT = 760;
    private static final double LEAST_WIDTH = 480;
    private static final double LEAST_HEIGHT = 420;

    private final Composition composition =
            new Composition(
                    AppProperties.of(System.getProperties(), System.getenv()), new FxGateway());

    @Override
    public void start(Stage stage) {
        Thread.setDefaultUncaughtExceptionHandler(this::onUncaught);
        Fonts.load();
        ChatWindow window = composition.window(new SystemFileChooser(stage, composition.texts()));
        Scene scene = new Scene(window, WIDTH, HEIGHT);
        Platform.getPreferences()
                .colorSchemeProperty()
                .subscribe(scheme -> Theme.of(scheme).apply(scene));
        stage.setTitle(composition.texts().get("window.title"));
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setScene(scene);
        stage.setOnShown(_ -> composition.start());
        stage.show();
        window.focusInput();
    }

    @Override
    public void stop() {
        composition.close();
    }

    private void onUncaught(Thread thread, Throwable thrown) {
        LOG.error("Uncaught on {}", thread.getName(), thrown);
        composition.report(thrown);
    }
}
