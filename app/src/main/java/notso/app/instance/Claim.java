package notso.app.instance;

/** How a start found the data folder. */
public sealed interface Claim {

    /**
     * It is ours.
     *
     * @param lock to be closed at the end
     */
    record First(AutoCloseable lock) implements Claim {}

    /** Another process has it, and has taken over what was to be done. */
    record HandedOver() implements Claim {}

    /** Another process has it and does not answer; nothing may be opened. */
    record Unanswered() implements Claim {}
}
