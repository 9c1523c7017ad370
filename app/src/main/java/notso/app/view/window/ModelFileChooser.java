package notso.app.view.window;

import java.nio.file.Path;
import java.util.Optional;

/** Asks a person for a model file. */
@FunctionalInterface
public interface ModelFileChooser {

    /** Blocks until there is an answer; empty if they would rather not. */
    Optional<Path> choose();
}
