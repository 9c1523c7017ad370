package notso.app.context;

import notso.inference.Prompt;

/** The token ids that a model would read. Safe for any thread unless it says otherwise. */
@FunctionalInterface
public interface Tokens {

    int[] of(Prompt prompt);

    default int count(Prompt prompt) {
        return of(prompt).length;
    }
}
