package notso.app.answer;

import notso.app.context.Tokens;
import notso.app.engine.EngineEvent;

import java.util.Optional;

/** Opens the tokenizer of a model beside its engine. */
@FunctionalInterface
public interface TokensSource {

    /**
     * May take seconds; on a thread of its own.
     *
     * @return empty where none can be had; then the engine counts, and there is no ledger
     */
    Optional<Tokens> open(EngineEvent.Loaded loaded);
}
