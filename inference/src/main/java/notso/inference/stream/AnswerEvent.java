package notso.inference.stream;

import notso.inference.FinishReason;
import notso.inference.GenerationStatistics;

import java.time.Duration;

/** What a reader sees of a generation, in order: progress, texts and calls, one end. */
public sealed interface AnswerEvent {

    /**
     * The prompt is being read.
     *
     * @param evaluated prompt tokens in the cache so far, reused ones included
     * @param total prompt tokens altogether
     * @param reused how many of them were in the cache from the request before
     */
    record Progress(int evaluated, int total, int reused) implements AnswerEvent {}

    /** More of the model's thinking. */
    record Thinking(String delta) implements AnswerEvent {}

    /** More of its answer. */
    record Answer(String delta) implements AnswerEvent {}

    /** It asks for a tool. */
    record ToolCall(AnswerPart.ToolCall call) implements AnswerEvent {}

    /**
     * The generation has ended; always the last event.
     *
     * @param thinkingTime spent within think blocks, zero if there was none
     */
    record Finished(FinishReason reason, GenerationStatistics statistics, Duration thinkingTime)
            implements AnswerEvent {}
}
