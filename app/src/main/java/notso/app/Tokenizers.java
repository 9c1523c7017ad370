package notso.app;

import notso.app.answer.TokensSource;
import notso.app.context.Tokens;
import notso.app.engine.EngineEvent;
import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.LoadProgress;
import notso.inference.ModelOptions;
import notso.inference.scripted.Script;
import notso.inference.scripted.ScriptedEngine;
import notso.inference.tokenizer.GgufTokenizer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.util.Optional;

/** The tokenizer of the model that is loaded, one at a time; for one thread. */
final class Tokenizers implements TokensSource, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Tokenizers.class);

    private final Path cacheFolder;
    private AutoCloseable open = () -> {};

    /**
     * @param cacheFolder where to keep what is slow to make
     */
    Tokenizers(Path cacheFolder) {
        this.cacheFolder = cacheFolder;
    }

    @Override
    public Optional<Tokens> open(EngineEvent.Loaded loaded) {
        close();
        try {
            return Optional.of(loaded.isDemo() ? script() : file(loaded.info().path()));
        } catch (EngineException e) {
            LOG.info("Without a tokenizer of its own: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private Tokens file(Path model) {
        GgufTokenizer tokenizer = GgufTokenizer.open(model, cacheFolder);
        open = tokenizer;
        return tokenizer::tokenize;
    }

    private Tokens script() {
        ScriptedEngine engine = new ScriptedEngine(Script.demo(), 0);
        open = engine;
        ModelOptions options = ModelOptions.of(Path.of(ScriptedEngine.ID));
        return engine.load(options, LoadProgress.Listener.NONE, new CancelSignal())::tokenize;
    }

    @Override
    public void close() {
        try {
            open.close();
        } catch (Exception e) {
            LOG.warn("A tokenizer could not be closed", e);
        }
        open = () -> {};
    }
}
