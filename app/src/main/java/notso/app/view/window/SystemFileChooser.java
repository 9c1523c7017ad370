package notso.app.view.window;

import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;

import notso.app.view.look.Texts;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;

/** The file dialogue of the system. */
public final class SystemFileChooser implements ModelFileChooser {

    private final Window owner;
    private final Texts texts;

    public SystemFileChooser(Window owner, Texts texts) {
        this.owner = owner;
        this.texts = texts;
    }

    @Override
    public Optional<Path> choose() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.get("model.chooser.title"));
        chooser.getExtensionFilters()
                .add(new ExtensionFilter(texts.get("model.chooser.gguf"), "*.gguf", "*.GGUF"));
        return Optional.ofNullable(chooser.showOpenDialog(owner)).map(File::toPath);
    }
}
