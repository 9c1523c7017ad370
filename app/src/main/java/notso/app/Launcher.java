package notso.app;

import javafx.application.Application;

/** Starts the application. JavaFX on the class path wants a main class of its own for that. */
public final class Launcher {

    private Launcher() {}

    public static void main(String[] args) {
        Application.launch(NotSoApplication.class, args);
    }
}
