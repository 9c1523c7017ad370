package notso.inference.cli.chat;

import notso.inference.CancelSignal;
import notso.inference.cli.talk.ChatPrompts;
import notso.inference.cli.talk.RunningModel;

import java.nio.file.Path;

/**
 * A model to talk with.
 *
 * @param isDemo true if a script answers in its place
 */
public record OpenModel(Path file, RunningModel running, ChatPrompts prompts, boolean isDemo)
        implements AutoCloseable {

    /** Gets models ready. */
    public interface Opener {

        /**
         * Looks at a file without loading it.
         *
         * @throws notso.inference.EngineException if it is no model to talk with
         */
        void check(Path file);

        /**
         * Loads a model; the caller closes it.
         *
         * @throws notso.inference.EngineException if that cannot be
         */
        OpenModel open(Path file, CancelSignal cancel);
    }

    @Override
    public void close() {
        running.close();
    }
}
