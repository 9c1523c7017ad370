package notso.inference.cli.console;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.function.Consumer;

/** Lets a library that wants a writer print to the console. */
public final class ConsoleWriter extends PrintWriter {

    public ConsoleWriter(Consumer<String> print) {
        super(
                new Writer() {
                    @Override
                    public void write(char[] text, int from, int count) {
                        print.accept(new String(text, from, count));
                    }

                    @Override
                    public void flush() {
                        // Nothing waits.
                    }

                    @Override
                    public void close() {
                        // The console stays open.
                    }
                });
    }
}
