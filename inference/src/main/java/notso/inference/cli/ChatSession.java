package notso.inference.cli;

import notso.inference.CancelSignal;
import notso.inference.GenerationEvent.Finished;
import notso.inference.GenerationRequest;
import notso.inference.Prompt;
import notso.inference.Sampling;
import notso.inference.cli.console.Console;
import notso.inference.stream.AnswerFormat;
import notso.inference.stream.AnswerSplitter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One conversation in a terminal: its turns, its settings, the answer under way. */
final class ChatSession {

    private final RunningModel running;
    private final ChatPrompts prompts;
    private final Console console;
    private final List<Turn> turns = new ArrayList<>();

    private Sampling sampling;
    private String system;
    private boolean thinks;

    private volatile Optional<CancelSignal> answering = Optional.empty();
    private volatile boolean interruptedBefore;

    ChatSession(
            RunningModel running,
            ChatPrompts prompts,
            Console console,
            Sampling sampling,
            String system,
            boolean thinks) {
        this.running = running;
        this.prompts = prompts;
        this.console = console;
        this.sampling = sampling;
        this.system = system;
        this.thinks = thinks;
    }

    /** Asks the model and prints its answer; where that fails, it was never asked. */
    void say(String text) {
        turns.add(Turn.user(text));
        CancelSignal cancel = new CancelSignal();
        answering = Optional.of(cancel);
        try {
            turns.add(Turn.assistant(answer(cancel)));
        } catch (RuntimeException e) {
            turns.removeLast();
            throw e;
        } finally {
            answering = Optional.empty();
        }
    }

    private String answer(CancelSignal cancel) {
        Prompt prompt = prompts.prompt(allTurns(), thinks);
        AnswerPrinter printer =
                new AnswerPrinter(
                        console,
                        Optional.of(new AnswerSplitter(AnswerFormat.of(running.info(), prompt))));
        try {
            Finished finished =
                    running.model()
                            .generate(
                                    GenerationRequest.of(prompt).withSampling(sampling),
                                    printer,
                                    cancel);
            console.errorDim(StatisticsLine.of(finished) + "\n");
            return printer.answer();
        } catch (RuntimeException e) {
            printer.end();
            throw e;
        }
    }

    private List<Turn> allTurns() {
        List<Turn> all = new ArrayList<>();
        if (!system.isBlank()) {
            all.add(Turn.system(system));
        }
        all.addAll(turns);
        return all;
    }

    /** Ctrl+C: ends the answer under way; without one, the second in a row ends the program. */
    void interrupt() {
        Optional<CancelSignal> current = answering;
        if (current.isPresent()) {
            current.get().cancel();
        } else if (interruptedBefore) {
            System.exit(ExitStatus.INTERRUPTED);
        } else {
            interruptedBefore = true;
            console.error("\nCtrl+C again, /exit or Ctrl+D ends.\n> ");
        }
    }

    /** A line was typed. */
    void typed() {
        interruptedBefore = false;
    }

    void clear() {
        turns.clear();
        tell("The conversation starts anew.");
    }

    void think(boolean value) {
        thinks = value;
        tell(value ? "The model thinks before it answers." : "The model answers at once.");
    }

    void temperature(double value) {
        sampling = sampling.withTemperature(value);
        tell("The temperature is %s.".formatted(value));
    }

    void system(String value) {
        system = value;
        tell(value.isBlank() ? "There is no system prompt." : "The system prompt is set.");
    }

    void tell(String text) {
        console.errorLine(text);
    }
}
