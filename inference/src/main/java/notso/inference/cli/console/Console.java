package notso.inference.cli.console;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Standard input, output and error of a command, in UTF-8 whatever the system's encoding is.
 *
 * <p>Results go to the output, everything else to the error stream, so that a pipe carries results
 * alone. What is printed is flushed at once.
 */
public final class Console {

    /** Where a stream leads. */
    public enum Person {
        /** Someone types here. */
        TYPES,
        /** Someone reads the output. */
        READS_OUTPUT,
        /** Someone reads the error stream. */
        READS_ERRORS,
        /** Terminals here can dim text and clear a line. */
        SEES_STYLES
    }

    private static final String DIM = "\033[2m";
    private static final String PLAIN = "\033[0m";
    private static final String CLEAR_LINE = "\r\033[K";

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Set<Person> person;

    /**
     * @param person what of this a person sees or types
     */
    public Console(InputStream in, OutputStream out, OutputStream err, Set<Person> person) {
        this.in = in;
        this.out = utf8(out);
        this.err = utf8(err);
        this.person = Set.copyOf(person);
    }

    /** The streams of this process. */
    public static Console ofProcess() {
        return new Console(
                System.in,
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                PersonFinder.find());
    }

    public InputStream in() {
        return in;
    }

    public boolean has(Person what) {
        return person.contains(what);
    }

    /**
     * Prints to the output.
     *
     * @throws OutputClosedException if nobody reads it any more
     */
    public void print(String text) {
        out.print(text);
        if (out.checkError()) {
            throw new OutputClosedException();
        }
    }

    public void printLine(String text) {
        print(text + "\n");
    }

    /** Prints to the output, dimmed if it is a terminal that can. */
    public void printDim(String text) {
        print(has(Person.READS_OUTPUT) ? dimmed(text) : text);
    }

    /** Prints to the error stream. */
    public void error(String text) {
        err.print(text);
        err.flush();
    }

    public void errorLine(String text) {
        error(text + "\n");
    }

    /** Prints to the error stream, dimmed if it is a terminal that can. */
    public void errorDim(String text) {
        error(has(Person.READS_ERRORS) ? dimmed(text) : text);
    }

    /** Replaces the line that a person sees on the error stream; nothing happens without one. */
    public void status(String text) {
        if (has(Person.READS_ERRORS) && has(Person.SEES_STYLES)) {
            error(CLEAR_LINE + text);
        }
    }

    private String dimmed(String text) {
        return has(Person.SEES_STYLES) && !text.isBlank() ? DIM + text + PLAIN : text;
    }

    private static PrintStream utf8(OutputStream stream) {
        return new PrintStream(new BufferedOutputStream(stream), false, StandardCharsets.UTF_8);
    }
}
