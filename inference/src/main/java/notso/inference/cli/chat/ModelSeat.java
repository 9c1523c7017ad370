package notso.inference.cli.chat;

import notso.inference.CancelSignal;
import notso.inference.EngineException;

import java.nio.file.Path;

/** Holds the one model that is loaded at a time. For one thread. */
public final class ModelSeat implements AutoCloseable {

    private final OpenModel.Opener opener;
    private OpenModel model;

    /**
     * Loads the first model.
     *
     * @throws EngineException if that cannot be
     */
    public ModelSeat(OpenModel.Opener opener, Path file, CancelSignal cancel) {
        this.opener = opener;
        this.model = opener.open(file, cancel);
    }

    public OpenModel model() {
        return model;
    }

    /**
     * Puts another model in the place of this one, which goes first, since memory may not hold
     * both. Where the other cannot be loaded, the one before is loaded again.
     *
     * @throws EngineException if the other cannot be loaded
     */
    void replace(Path file, CancelSignal cancel) {
        opener.check(file);
        Path before = model.file();
        model.close();
        try {
            model = opener.open(file, cancel);
        } catch (RuntimeException e) {
            model = opener.open(before, new CancelSignal());
            throw e;
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
