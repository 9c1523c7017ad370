package notso.inference.cli.talk;

import notso.inference.FinishReason;
import notso.inference.GenerationEvent;
import notso.inference.GenerationStatistics;
import notso.inference.cli.console.Console;
import notso.inference.cli.console.JsonLine;
import notso.inference.stream.AnswerPart;
import notso.inference.stream.AnswerSplitter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Prints a generation for a program: one JSON object on a line for each event. {@code token} is
 * what the engine gave; {@code thinking}, {@code answer} and {@code tool_call} what it means.
 */
public final class JsonEventPrinter implements EventPrinter {

    private final Console console;
    private final Optional<AnswerSplitter> splitter;
    private final StringBuilder answer = new StringBuilder();

    /**
     * @param splitter tells thinking from answer; without one, all is answer
     */
    public JsonEventPrinter(Console console, Optional<AnswerSplitter> splitter) {
        this.console = console;
        this.splitter = splitter;
    }

    @Override
    public void accept(GenerationEvent event) {
        switch (event) {
            case GenerationEvent.PromptProgress(int evaluated, int total, int reused) ->
                    print(
                            "progress",
                            Map.of("evaluated", evaluated, "total", total, "reused", reused));
            case GenerationEvent.Token(int id, String text, boolean special) -> {
                print("token", ordered("id", id, "text", text, "special", special));
                splitter.map(parts -> parts.accept(text, special))
                        .orElseGet(() -> List.of(new AnswerPart.Answer(text)))
                        .forEach(this::print);
            }
            case GenerationEvent.Finished(FinishReason reason, GenerationStatistics statistics) -> {
                end();
                print("finished", finished(reason, statistics));
            }
        }
    }

    @Override
    public String answer() {
        return answer.toString();
    }

    @Override
    public void end() {
        splitter.ifPresent(parts -> parts.finish().forEach(this::print));
    }

    private void print(AnswerPart part) {
        switch (part) {
            case AnswerPart.Thinking(String text) -> print("thinking", Map.of("text", text));
            case AnswerPart.Answer(String text) -> {
                answer.append(text);
                if (!text.isEmpty()) {
                    print("answer", Map.of("text", text));
                }
            }
            case AnswerPart.ToolCall(var kind, String body, boolean closed) ->
                    print(
                            "tool_call",
                            ordered("kind", lowerCase(kind), "text", body, "closed", closed));
        }
    }

    private void print(String event, Map<String, ?> members) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", event);
        line.putAll(members);
        console.printLine(JsonLine.of(line));
    }

    private static Map<String, Object> finished(
            FinishReason reason, GenerationStatistics statistics) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("reason", lowerCase(reason));
        members.put("promptTokens", statistics.promptTokens());
        members.put("reusedTokens", statistics.reusedTokens());
        members.put("evaluatedTokens", statistics.evaluatedTokens());
        members.put("generatedTokens", statistics.generatedTokens());
        members.put("promptTokensPerSecond", statistics.promptTokensPerSecond());
        members.put("tokensPerSecond", statistics.tokensPerSecond());
        members.put("promptMillis", statistics.promptTime().toNanos() / 1e6);
        members.put("generationMillis", statistics.generationTime().toNanos() / 1e6);
        members.put("timeToFirstTokenMillis", statistics.timeToFirstToken().toNanos() / 1e6);
        return members;
    }

    private static Map<String, Object> ordered(
            String name1, Object value1, String name2, Object value2, String name3, Object value3) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(name1, value1);
        members.put(name2, value2);
        members.put(name3, value3);
        return members;
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
