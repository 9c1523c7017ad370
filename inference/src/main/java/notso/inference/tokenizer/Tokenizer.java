package notso.inference.tokenizer;

import notso.inference.Prompt;

/** Turns prompts into the ids of one vocabulary. Any thread may use it. */
public interface Tokenizer extends AutoCloseable {

    /** The ids that an engine with this vocabulary would read. */
    int[] tokenize(Prompt prompt);

    /** How many ids that are. */
    default int count(Prompt prompt) {
        return tokenize(prompt).length;
    }

    /** Gives back what it holds. Closing twice does no harm. */
    @Override
    void close();
}
