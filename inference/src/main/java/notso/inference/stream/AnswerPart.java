package notso.inference.stream;

/** A piece of a model's answer; neighbours of the same kind continue each other. */
public sealed interface AnswerPart {

    /** The model thinking aloud. */
    record Thinking(String text) implements AnswerPart {}

    /** What the model says to the reader. */
    record Answer(String text) implements AnswerPart {}

    /**
     * The model asks for a tool; always whole, never in pieces.
     *
     * @param kind the language of the call
     * @param body what stood between the tags, without blanks around it
     * @param closed false if the answer ended before the closing tag: the body may be cut off
     */
    record ToolCall(Kind kind, String body, boolean closed) implements AnswerPart {

        /** How a call is written. */
        public enum Kind {
            /** A JSON object in {@code <tool_call>}. */
            JSON,
            /** Python in {@code <code>}. */
            PYTHON
        }
    }
}
