package notso.inference.cli.chat;

import notso.inference.CancelSignal;
import notso.inference.GenerationEvent.Finished;
import notso.inference.GenerationRequest;
import notso.inference.Prompt;
import notso.inference.cli.console.Console;
import notso.inference.cli.talk.AnswerPrinter;
import notso.inference.cli.talk.ChatPrompts;
import notso.inference.cli.talk.StatisticsLine;
import notso.inference.quote.Quotation;
import notso.inference.quote.Quotations;
import notso.inference.quote.QuoteSource;
import notso.inference.quote.Quoting;
import notso.inference.stream.AnswerFormat;
import notso.inference.stream.AnswerSplitter;
import notso.inference.template.ChatMessage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One conversation in a terminal: its turns, its settings, the answer under way. For one thread,
 * except that any may interrupt.
 */
public final class ChatSession {

    private final ModelSeat seat;
    private final Console console;
    private final ChatSettings defaults;
    private final Runnable exit;
    private final List<Exchange> exchanges = new ArrayList<>();
    private final RunCounts counts = new RunCounts();

    private ChatSettings settings;

    private volatile Optional<CancelSignal> working = Optional.empty();
    private volatile boolean interruptedBefore;

    /**
     * @param settings those of the beginning, to which a reset goes back
     * @param exit ends the program at once
     */
    public ChatSession(ModelSeat seat, Console console, ChatSettings settings, Runnable exit) {
        this.seat = seat;
        this.console = console;
        this.defaults = settings;
        this.settings = settings;
        this.exit = exit;
    }

    /** Asks the model and prints its answer; where nothing comes of it, it was never asked. */
    public void say(String question) {
        Prompt prompt = prompts().prompt(messages(exchanges, question), settings.thinking());
        answer(prompt, format(prompt), reply -> exchanges.add(new Exchange(question, reply)));
    }

    /** Answers the last question again; where nothing comes of it, the old answer stays. */
    void regenerate() {
        Optional<Exchange> last = last();
        if (last.isEmpty()) {
            tell("There is no question to answer again.");
            return;
        }
        String question = last.get().question();
        Prompt prompt = prompts().prompt(messages(earlier(), question), settings.thinking());
        answer(prompt, format(prompt), reply -> replaceLast(last.get().with(reply)));
    }

    /** Goes on within the last answer. */
    void goOn() {
        Optional<Exchange> last = last();
        if (last.isEmpty()) {
            tell("There is no answer to go on with.");
            return;
        }
        Reply begun = last.get().reply();
        Continuation continuation =
                Continuation.of(
                        prompts()
                                .prompt(
                                        messages(earlier(), last.get().question()),
                                        settings.thinking()),
                        begun);
        boolean more =
                answer(
                        continuation.prompt(),
                        format(continuation.prompt()).withBeginning(continuation.beginning()),
                        reply -> replaceLast(last.get().with(begun.grown(reply))));
        if (!more) {
            tell("The model has nothing to add.");
        }
    }

    /** Streams a passage; it is shown, and does not become part of the conversation. */
    void quote(QuoteSource source) {
        AnswerPrinter printer =
                new AnswerPrinter(console, Optional.of(new AnswerSplitter(Quoting.FORMAT)));
        cancellable(
                cancel -> {
                    Quotation quotation = Quotations.resolve(source, cancel);
                    stream(printer, () -> Quoting.generate(quotation, printer, cancel));
                });
    }

    /** Loads another model; where that fails, the one before goes on. */
    void change(Path model) {
        OpenModel before = seat.model();
        try {
            cancellable(cancel -> seat.replace(model, cancel));
        } finally {
            if (seat.model() != before) {
                counts.forgetContext();
            }
        }
    }

    /** Begins a new conversation with the same settings. */
    void clear() {
        exchanges.clear();
        counts.forgetContext();
    }

    /** Puts the settings back to those of the beginning. */
    void reset() {
        settings = defaults;
    }

    void set(ChatSettings value) {
        settings = value;
    }

    ChatSettings settings() {
        return settings;
    }

    List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    OpenModel model() {
        return seat.model();
    }

    RunCounts counts() {
        return counts;
    }

    void tell(String text) {
        console.errorLine(text);
    }

    /** False if nothing came; what comes before a failure is kept too. */
    private boolean answer(Prompt prompt, AnswerFormat format, Consumer<Reply> keep) {
        AnswerPrinter printer = new AnswerPrinter(console, Optional.of(new AnswerSplitter(format)));
        GenerationRequest request = GenerationRequest.of(prompt).withSampling(settings.sampling());
        try {
            cancellable(
                    cancel ->
                            counts.add(
                                    stream(
                                            printer,
                                            () ->
                                                    seat.model()
                                                            .running()
                                                            .model()
                                                            .generate(request, printer, cancel))));
        } finally {
            if (!came(printer).isBlank()) {
                keep.accept(came(printer));
            }
        }
        return !came(printer).isBlank();
    }

    private static Reply came(AnswerPrinter printer) {
        return new Reply(printer.reasoning(), printer.answer());
    }

    private Finished stream(AnswerPrinter printer, Supplier<Finished> generation) {
        try {
            Finished finished = generation.get();
            console.errorDim(StatisticsLine.of(finished));
            console.errorLine("");
            return finished;
        } catch (RuntimeException e) {
            printer.end();
            throw e;
        }
    }

    private void cancellable(Consumer<CancelSignal> work) {
        CancelSignal cancel = new CancelSignal();
        working = Optional.of(cancel);
        try {
            work.accept(cancel);
        } finally {
            working = Optional.empty();
        }
    }

    private ChatPrompts prompts() {
        return seat.model().prompts();
    }

    private AnswerFormat format(Prompt prompt) {
        return AnswerFormat.of(seat.model().running().info(), prompt);
    }

    /** Earlier reasoning is left out: it would fill the context with what has served. */
    private List<ChatMessage> messages(List<Exchange> earlier, String question) {
        List<ChatMessage> messages = new ArrayList<>();
        if (!settings.system().isBlank()) {
            messages.add(ChatMessage.system(settings.system()));
        }
        for (Exchange exchange : earlier) {
            messages.add(ChatMessage.user(exchange.question()));
            messages.add(ChatMessage.assistant(exchange.reply().text()));
        }
        messages.add(ChatMessage.user(question));
        return messages;
    }

    private Optional<Exchange> last() {
        return exchanges.isEmpty() ? Optional.empty() : Optional.of(exchanges.getLast());
    }

    private List<Exchange> earlier() {
        return exchanges.subList(0, exchanges.size() - 1);
    }

    private void replaceLast(Exchange exchange) {
        exchanges.set(exchanges.size() - 1, exchange);
    }

    /** Ctrl+C: ends the answer under way; without one, the second in a row ends the program. */
    public void interrupt() {
        Optional<CancelSignal> current = working;
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
}
