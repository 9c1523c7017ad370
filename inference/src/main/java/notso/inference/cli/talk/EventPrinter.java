package notso.inference.cli.talk;

import notso.inference.GenerationEvent;

import java.util.function.Consumer;

/** Prints a generation as it goes on. */
public interface EventPrinter extends Consumer<GenerationEvent> {

    /** The answer so far, without thinking. */
    String answer();

    /** Ends what is printed, where the generation fails before it does. */
    void end();
}
