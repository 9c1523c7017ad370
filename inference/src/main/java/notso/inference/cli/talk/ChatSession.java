package notso.inference.cli.talk;

import notso.inference.CancelSignal;
import notso.inference.GenerationEvent.Finished;
import notso.inference.GenerationRequest;
import notso.inference.Prompt;
import notso.inference.Sampling;
import notso.inference.cli.console.Console;
import notso.inference.stream.AnswerFormat;
import notso.inference.stream.AnswerSplitter;
import notso.inference.template.ChatMessage;
import notso.inference.template.Thinking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One conversation in a terminal: its turns, its settings, the answer under way. */
public final class ChatSession {

    private final RunningModel running;
    private final ChatPrompts prompts;
    private final Console console;
    private final Runnable exit;
    private final List<ChatMessage> messages = new ArrayList<>();

    private Sampling sampling;
    private String system;
    private Thinking thinking;

    private volatile Optional<CancelSignal> answering = Optional.empty();
    private volatile boolean interruptedBefore;

    /**
     * @param exit ends the program at once
     */
    public ChatSession(
            RunningModel running,
            ChatPrompts prompts,
            Console console,
            Sampling sampling,
            String system,
            Thinking thinking,
            Runnable exit) {
        this.running = running;
        this.prompts = prompts;
        this.console = console;
        this.sampling = sampling;
        this.system = system;
        this.thinking = thinking;
        this.exit = exit;
    }

    /** Asks the model and prints its answer; where that fails, it was never asked. */
    public void say(String text) {
        messages.add(ChatMessage.user(text));
        CancelSignal cancel = new CancelSignal();
        answering = Optional.of(cancel);
        try {
            messages.add(ChatMessage.assistant(answer(cancel)));
        } catch (RuntimeException e) {
            messages.removeLast();
            throw e;
        } finally {
            answering = Optional.empty();
        }
    }

    private String answer(CancelSignal cancel) {
        Prompt prompt = prompts.prompt(allMessages(), thinking);
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
            console.errorDim(StatisticsLine.of(finished));
            console.errorLine("");
            return printer.answer();
        } catch (RuntimeException e) {
            printer.end();
            throw e;
        }
    }

    private List<ChatMessage> allMessages() {
        List<ChatMessage> all = new ArrayList<>();
        if (!system.isBlank()) {
            all.add(ChatMessage.system(system));
        }
        all.addAll(messages);
        return all;
    }

    /** Ctrl+C: ends the answer under way; without one, the second in a row ends the program. */
    public void interrupt() {
        Optional<CancelSignal> current = answering;
        if (current.isPresent()) {
            current.get().cancel();
        } else if (interruptedBefore) {
            exit.run();
        } else {
            interruptedBefore = true;
            console.error("\nCtrl+C again, /exit or Ctrl+D ends.\n> ");
        }
    }

    /** A line was typed. */
    public void typed() {
        interruptedBefore = false;
    }

    void clear() {
        messages.clear();
        tell("The conversation starts anew.");
    }

    void think(boolean value) {
        thinking = value ? Thinking.ON : Thinking.OFF;
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
