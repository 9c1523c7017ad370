package notso.inference.scripted;

import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.GenerationEvent;
import notso.inference.GenerationRequest;
import notso.inference.LoadedModel;
import notso.inference.ModelInfo;
import notso.inference.ModelOptions;
import notso.inference.Problem;
import notso.inference.Prompt;
import notso.inference.Prompt.Segment;
import notso.inference.stream.AnswerFormat;
import notso.inference.stream.AnswerFormat.Beginning;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A script that is ready to be told. */
final class ScriptedModel implements LoadedModel {

    /** How much faster a prompt is read than an answer is written. */
    static final int PROMPT_SPEED = 25;

    private static final Pattern THOUGHT =
            Pattern.compile("<think>.*?</think>\\s*", Pattern.DOTALL);
    private static final Pattern THINK = Pattern.compile("^<think>\\s*");

    private final ModelInfo info;
    private final Script script;
    private final double tokensPerSecond;
    private int unmatched;
    private volatile boolean closed;

    ScriptedModel(ModelOptions options, Script script, double tokensPerSecond) {
        int context =
                options.contextLength() == ModelOptions.AUTOMATIC
                        ? ModelOptions.DEFAULT_CONTEXT
                        : options.contextLength();
        this.info =
                new ModelInfo(
                        options.path(),
                        "",
                        ScriptedEngine.MODEL_NAME,
                        ScriptedEngine.ID,
                        context,
                        context,
                        WordTokenizer.VOCABULARY,
                        0,
                        0,
                        ScriptedEngine.MODEL_NAME,
                        0,
                        Optional.of(template()),
                        "",
                        "<|im_end|>");
        this.script = script;
        this.tokensPerSecond = tokensPerSecond;
    }

    @Override
    public ModelInfo info() {
        return info;
    }

    @Override
    public int[] tokenize(Prompt prompt) {
        checkOpen();
        return WordTokenizer.ids(prompt);
    }

    @Override
    public GenerationEvent.Finished generate(
            GenerationRequest request, Consumer<GenerationEvent> events, CancelSignal cancel) {
        checkOpen();
        int promptTokens = WordTokenizer.ids(request.prompt()).length;
        if (promptTokens >= info.contextLength()) {
            throw new EngineException(
                    new Problem.PromptTooLong(promptTokens, info.contextLength()));
        }
        int room = info.contextLength() - promptTokens;
        List<GenerationEvent.Token> answer = WordTokenizer.markup(answer(request.prompt()));
        Telling telling = new Telling(request, events, room);
        try (Pace reading = new Pace(tokensPerSecond * PROMPT_SPEED, cancel)) {
            if (!telling.readPrompt(promptTokens, reading)) {
                return telling.cancelled();
            }
        }
        try (Pace writing = new Pace(tokensPerSecond, cancel)) {
            return telling.tell(answer, writing);
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    /** The script's answer to the last text that a person wrote, begun as the prompt has it. */
    private String answer(Prompt prompt) {
        Optional<BegunAnswer> begun = BegunAnswer.of(prompt);
        if (begun.isPresent()) {
            Script.Reply reply = script.reply(begun.get().question(), Math.max(0, unmatched - 1));
            return rest(reply.answer(), begun.get().text());
        }
        Script.Reply reply = script.reply(lastUserText(prompt), unmatched);
        if (!reply.byKeyword()) {
            unmatched++;
        }
        if (AnswerFormat.beginningAfter(prompt) == Beginning.THINKING) {
            return THINK.matcher(reply.answer()).replaceFirst("");
        }
        boolean thinksAlready =
                !prompt.segments().isEmpty()
                        && prompt.segments().getLast() instanceof Segment.Markup(String text)
                        && text.stripTrailing().endsWith("</think>");
        return thinksAlready ? THOUGHT.matcher(reply.answer()).replaceAll("") : reply.answer();
    }

    /**
     * What follows the beginning of an answer or of its thinking; nothing if it begins otherwise.
     */
    private static String rest(String answer, String begun) {
        return Stream.of(THOUGHT, THINK)
                .map(tag -> tag.matcher(answer).replaceFirst(""))
                .filter(text -> text.startsWith(begun))
                .findFirst()
                .map(text -> text.substring(begun.length()))
                .orElse("");
    }

    private static String lastUserText(Prompt prompt) {
        return prompt.segments().reversed().stream()
                .filter(Segment.Plain.class::isInstance)
                .map(Segment.Plain.class::cast)
                .map(Segment.Plain::text)
                .findFirst()
                .orElseGet(prompt::text);
    }

    private void checkOpen() {
        if (closed) {
            throw new EngineException(
                    new Problem.EngineFailed(ScriptedEngine.ID, "the model is closed"));
        }
    }

    private static String template() {
        try (InputStream in =
                Objects.requireNonNull(
                        ScriptedModel.class.getResourceAsStream("demo-template.jinja"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
