package notso.inference.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.function.Consumer;

/** Lets picocli print to the console. */
final class ConsoleWriter extends PrintWriter {

    ConsoleWriter(Consumer<String> print) {
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
