package notso.inference.cli.console;

/** Whoever reads standard output has gone, as {@code head} does when it has enough. */
public final class OutputClosedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutputClosedException() {
        super("standard output is closed");
    }
}
