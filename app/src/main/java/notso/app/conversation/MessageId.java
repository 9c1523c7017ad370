package notso.app.conversation;

/**
 * Names a message within its session.
 *
 * @param value 1 for the first message that the session got, one more for each that followed; at
 *     most {@value #LARGEST}
 */
public record MessageId(int value) implements Comparable<MessageId> {

    /** More messages than a session can ever have. */
    public static final int LARGEST = 1 << 30;

    /**
     * @throws IllegalArgumentException if it is out of range
     */
    public MessageId {
        if (value < 1 || value > LARGEST) {
            throw new IllegalArgumentException("no message id: " + value);
        }
    }

    @Override
    public int compareTo(MessageId other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
