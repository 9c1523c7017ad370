package notso.inference.cli.talk;

import notso.inference.GenerationEvent;
import notso.inference.GenerationEvent.Finished;
import notso.inference.cli.console.Console;
import notso.inference.cli.console.Console.Person;
import notso.inference.stream.AnswerPart;
import notso.inference.stream.AnswerSplitter;

import java.util.List;
import java.util.Optional;

/**
 * Prints an answer for a person as it comes. A terminal shows thinking dimmed above the answer; a
 * pipe gets the answer alone, and the thinking goes to the error stream.
 */
public final class AnswerPrinter implements EventPrinter {

    private final Console console;
    private final Optional<AnswerSplitter> splitter;
    private final StringBuilder reasoning = new StringBuilder();
    private final StringBuilder answer = new StringBuilder();

    private boolean thinking;
    private boolean printed;
    private boolean atLineStart = true;

    /**
     * @param splitter tells thinking from answer; without one, all is answer
     */
    public AnswerPrinter(Console console, Optional<AnswerSplitter> splitter) {
        this.console = console;
        this.splitter = splitter;
    }

    @Override
    public void accept(GenerationEvent event) {
        switch (event) {
            case GenerationEvent.PromptProgress(int evaluated, int total, _) -> {
                if (!printed) {
                    console.status("Reading the prompt … %d of %d".formatted(evaluated, total));
                }
            }
            case GenerationEvent.Token(_, String text, boolean special) ->
                    splitter.map(parts -> parts.accept(text, special))
                            .orElseGet(() -> List.of(new AnswerPart.Answer(text)))
                            .forEach(this::print);
            case Finished _ -> end();
        }
    }

    @Override
    public String answer() {
        return answer.toString();
    }

    /** The thinking so far. */
    public String reasoning() {
        return reasoning.toString();
    }

    /** Prints what was held back and ends the line, also where the end never came. */
    @Override
    public void end() {
        splitter.ifPresent(parts -> parts.finish().forEach(this::print));
        begin();
        if (thinking) {
            endThinking("\n");
        }
        if (!atLineStart) {
            console.print("\n");
            atLineStart = true;
        }
    }

    private void print(AnswerPart part) {
        switch (part) {
            case AnswerPart.Thinking(String text) -> think(text);
            case AnswerPart.Answer(String text) -> say(text);
            case AnswerPart.ToolCall call -> say(markup(call));
        }
    }

    private void think(String text) {
        if (text.isEmpty()) {
            return;
        }
        begin();
        thinking = true;
        reasoning.append(text);
        if (console.has(Person.READS_OUTPUT)) {
            console.printDim(text);
        } else {
            console.errorDim(text);
        }
    }

    private void say(String text) {
        if (text.isEmpty()) {
            return;
        }
        begin();
        if (thinking) {
            endThinking("\n\n");
        }
        answer.append(text);
        console.print(text);
        atLineStart = text.endsWith("\n");
    }

    private void endThinking(String gap) {
        thinking = false;
        if (console.has(Person.READS_OUTPUT)) {
            console.print(gap);
        } else {
            console.error("\n");
        }
    }

    /** Takes the progress away. */
    private void begin() {
        if (!printed) {
            printed = true;
            console.status("");
        }
    }

    private static String markup(AnswerPart.ToolCall call) {
        return switch (call.kind()) {
            case JSON -> "<tool_call>\n" + call.body() + "\n</tool_call>\n";
            case PYTHON -> "<code>\n" + call.body() + "\n</code>\n";
        };
    }
}
