package notso.app.conversation;

/**
 * Names a message within its session.
 *
 * @param value 1 for the first message that the session got, one more for each that followed
 */
public record MessageId(int value) implements Comparable<MessageId> {

    /**
     * @throws IllegalArgumentException if it is not positive
     */
    public MessageId {
        if (value < 1) {
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
