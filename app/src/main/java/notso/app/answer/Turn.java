package notso.app.answer;

/** One turn of a conversation as a model is told it. */
public sealed interface Turn {

    /** What was said, without the thinking before it. */
    String text();

    /** What a person asked. */
    record Question(String text) implements Turn {}

    /**
     * What a model replied.
     *
     * @param thinking what it thought aloud beforehand, empty if it did not
     * @param text the reply itself, cut off where it was stopped or failed
     */
    record Reply(String thinking, String text) implements Turn {}
}
