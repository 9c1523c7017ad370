package notso.app.answer;

import notso.app.context.CachedPrefix;
import notso.app.context.ContextPlan;
import notso.app.context.ContextPlanner;
import notso.app.context.PromptStyle;
import notso.app.context.PromptTools;
import notso.app.context.PromptWriter;
import notso.app.conversation.Answer;
import notso.app.conversation.Change;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;
import notso.app.conversation.Recipe;
import notso.app.conversation.SessionId;
import notso.app.engine.ModelTask;
import notso.app.engine.RunningModel;
import notso.inference.CancelSignal;
import notso.inference.FinishReason;
import notso.inference.GenerationRequest;
import notso.inference.Problem;
import notso.inference.ProblemText;
import notso.inference.Sampling;
import notso.inference.stream.AnswerFormat;
import notso.inference.stream.AnswerStream;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Makes one answer, or more of it. Where the context fills up while it is made, older turns are cut
 * and it goes on.
 */
final class AnswerTask implements ModelTask {

    /**
     * What to answer.
     *
     * @param messages that lead to the question, itself the last
     * @param begun the part of the answer that is there already
     * @param firstKept where the model's view of the messages begins
     * @param reserve tokens of the context to leave for the answer
     */
    record Order(
            SessionId session,
            MessageId reply,
            List<Message> messages,
            Answer begun,
            Optional<MessageId> firstKept,
            PromptStyle style,
            Sampling sampling,
            int reserve) {}

    private final Order order;
    private final Function<RunningModel, PromptTools> tools;
    private final RandomGenerator random;
    private final AnswerListener listener;

    private Answer answer;
    private Optional<MessageId> firstKept;
    private volatile boolean begun;

    AnswerTask(
            Order order,
            Function<RunningModel, PromptTools> tools,
            RandomGenerator random,
            AnswerListener listener) {
        this.order = order;
        this.tools = tools;
        this.random = random;
        this.listener = listener;
        this.answer = order.begun();
        this.firstKept = order.firstKept();
    }

    @Override
    public void run(RunningModel running, CancelSignal cancel) {
        PromptTools with = tools.apply(running);
        ContextPlan plan = plan(with);
        FinishReason reason = generate(plan, with, running, cancel);
        while (reason == FinishReason.CONTEXT_FULL && plan.canCutMore()) {
            plan = plan(with);
            reason = generate(plan, with, running, cancel);
        }
        end(new Answer.End.Finished(reason));
    }

    private ContextPlan plan(PromptTools with) {
        ContextPlan plan =
                with.planner()
                        .plan(
                                new ContextPlanner.Request(
                                        order.session(),
                                        order.messages(),
                                        answer,
                                        firstKept,
                                        order.style(),
                                        with.model().contextLength(),
                                        order.reserve()));
        if (!plan.firstKept().equals(firstKept)) {
            firstKept = plan.firstKept();
            listener.changed(new Change.ContextCut(firstKept));
        }
        return plan;
    }

    private FinishReason generate(
            ContextPlan plan, PromptTools with, RunningModel running, CancelSignal cancel) {
        Sampling sampling = seeded();
        RunRecorder recorder =
                new RunRecorder(order.reply(), recipe(with, running, sampling), answer, listener);
        AnswerFormat format =
                AnswerFormat.of(running.engine(), plan.prompt())
                        .withCalls(Set.of())
                        .withBeginning(PromptWriter.beginning(plan.prompt(), answer));
        AnswerStream stream = new AnswerStream(format, recorder);
        GenerationRequest request = GenerationRequest.of(plan.prompt()).withSampling(sampling);
        try {
            FinishReason reason = running.model().generate(request, stream, cancel).reason();
            listener.cached(cached(recorder.answer()));
            return reason;
        } catch (RuntimeException | Error e) {
            stream.breakOff();
            throw e;
        } finally {
            answer = recorder.answer();
            begun |= recorder.hasStarted();
        }
    }

    /** The answer itself stands in the cache with its reasoning, which later prompts leave out. */
    private CachedPrefix cached(Answer made) {
        boolean asLater = made.reasoning().isEmpty() || order.style().keepsReasoning();
        Stream<MessageId> read =
                order.messages().stream()
                        .map(Message::id)
                        .dropWhile(id -> !firstKept.map(id::equals).orElse(true));
        Stream<MessageId> said = asLater ? Stream.of(order.reply()) : Stream.empty();
        return new CachedPrefix(order.session(), Stream.concat(read, said).toList(), order.style());
    }

    private Sampling seeded() {
        return order.sampling().seed().isPresent()
                ? order.sampling()
                : order.sampling().withSeed(random.nextLong(Sampling.LARGEST_SEED + 1));
    }

    private Recipe recipe(PromptTools with, RunningModel running, Sampling sampling) {
        return new Recipe(
                running.engine().id() + " " + running.engine().version(),
                with.model().name(),
                with.model().contentKey(),
                with.writer().templateHash(),
                sampling,
                order.style().thinking(),
                order.style().systemPrompt(),
                firstKept,
                order.style().dated().atStartOfDay(),
                with.model().contextLength());
    }

    @Override
    public boolean hasBegun() {
        return begun;
    }

    @Override
    public void failed(Problem problem) {
        end(
                problem instanceof Problem.Cancelled
                        ? new Answer.End.Finished(FinishReason.CANCELLED)
                        : new Answer.End.Failed(ProblemText.sentence(problem)));
    }

    @Override
    public void dropped() {
        end(new Answer.End.Finished(FinishReason.CANCELLED));
    }

    private void end(Answer.End end) {
        listener.changed(new Change.AnswerEnded(order.reply(), end));
    }
}
