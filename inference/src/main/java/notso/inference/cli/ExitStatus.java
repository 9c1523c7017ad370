package notso.inference.cli;

/** What a command tells the shell. */
final class ExitStatus {

    static final int DONE = 0;

    /**
     * The call does not say what to do: an unknown option, a missing argument, a misspelt number.
     */
    static final int WRONG_CALL = 2;

    /** A file, a value or the machine does not allow what was asked. */
    static final int BAD_INPUT = 3;

    /** Ctrl+C, as shells count it. */
    static final int INTERRUPTED = 130;

    private ExitStatus() {}
}
