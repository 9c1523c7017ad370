package notso.app.answer;

import notso.app.conversation.Answer;
import notso.app.conversation.Change;
import notso.app.conversation.MessageId;
import notso.app.conversation.Recipe;
import notso.inference.stream.AnswerEvent;
import notso.inference.stream.AnswerPart;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes changes of the events of one generation. Nothing is recorded before the first event: an
 * engine that was dead all along leaves no trace.
 */
final class RunRecorder implements Consumer<AnswerEvent> {

    private final MessageId reply;
    private final Recipe recipe;
    private final AnswerListener listener;
    private Answer answer;
    private volatile boolean started;

    /**
     * @param begun what is there of the answer already
     */
    RunRecorder(MessageId reply, Recipe recipe, Answer begun, AnswerListener listener) {
        this.reply = reply;
        this.recipe = recipe;
        this.answer = begun;
        this.listener = listener;
    }

    /** What is there of the answer now; when the generation has ended. */
    Answer answer() {
        return answer;
    }

    /** Whether anything was recorded; from any thread. */
    boolean hasStarted() {
        return started;
    }

    /** Called for one event at a time. */
    @Override
    public void accept(AnswerEvent event) {
        if (!started) {
            started = true;
            listener.changed(new Change.RunStarted(reply, recipe));
        }
        switch (event) {
            case AnswerEvent.Progress(int evaluated, int total, int reused) ->
                    listener.reading(evaluated, total, reused);
            case AnswerEvent.Thinking(String delta) -> grow(delta, "");
            case AnswerEvent.Answer(String delta) -> grow("", delta);
            case AnswerEvent.ToolCall(AnswerPart.ToolCall call) -> ask(call);
            case AnswerEvent.Finished(var reason, var statistics, var thinkingTime) ->
                    listener.changed(
                            new Change.RunEnded(
                                    reply, new Answer.Outcome(reason, statistics, thinkingTime)));
        }
    }

    private void grow(String reasoning, String text) {
        answer = answer.grown(reasoning, text);
        listener.changed(new Change.AnswerGrew(reply, reasoning, text));
    }

    private void ask(AnswerPart.ToolCall call) {
        boolean isPython = call.kind() == AnswerPart.ToolCall.Kind.PYTHON;
        Answer.ToolUse use = new Answer.ToolUse(call.body(), isPython, Optional.empty());
        answer = answer.with(use);
        listener.changed(new Change.ToolAsked(reply, use));
    }
}
