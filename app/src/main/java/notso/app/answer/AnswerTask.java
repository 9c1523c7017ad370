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
import notso.inference.stream.AnswerEvent;
import notso.inference.stream.AnswerFormat;
import notso.inference.stream.AnswerPart;
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

    /** Hears what comes of it, on the engine thread or a timer's, one call at a time. */
    interface Listener {

        void changed(Change change);

        void reading(int evaluated, int total, int reused);

        void cached(CachedPrefix prefix);
    }

    private final Order order;
    private final Function<RunningModel, PromptTools> tools;
    private final RandomGenerator random;
    private final Listener listener;

    private Answer answer;
    private Optional<MessageId> firstKept;
    private volatile boolean begun;

    AnswerTask(
            Order order,
            Function<RunningModel, PromptTools> tools,
            RandomGenerator random,
            Listener listener) {
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
        Recipe recipe = recipe(with, running, sampling);
        Run run = new Run(recipe, plan);
        AnswerFormat format =
                AnswerFormat.of(running.engine(), plan.prompt())
                        .withCalls(Set.of())
                        .withBeginning(PromptWriter.beginning(plan.prompt(), answer));
        AnswerStream stream = new AnswerStream(format, run::accept);
        try {
            return running.model()
                    .generate(
                            GenerationRequest.of(plan.prompt()).withSampling(sampling),
                            stream,
                            cancel)
                    .reason();
        } catch (RuntimeException | Error e) {
            stream.breakOff();
            throw e;
        }
    }

    /** One generation; all its events come one at a time. */
    private final class Run {

        private final Recipe recipe;
        private final ContextPlan plan;
        private boolean started;

        Run(Recipe recipe, ContextPlan plan) {
            this.recipe = recipe;
            this.plan = plan;
        }

        void accept(AnswerEvent event) {
            start();
            switch (event) {
                case AnswerEvent.Progress(int evaluated, int total, int reused) ->
                        listener.reading(evaluated, total, reused);
                case AnswerEvent.Thinking(String delta) -> grow(delta, "");
                case AnswerEvent.Answer(String delta) -> grow("", delta);
                case AnswerEvent.ToolCall(var call) -> ask(call);
                case AnswerEvent.Finished(var reason, var statistics, var thinkingTime) -> {
                    listener.changed(
                            new Change.RunEnded(
                                    order.reply(),
                                    new Answer.Outcome(reason, statistics, thinkingTime)));
                    listener.cached(cached());
                }
            }
        }

        /** Not before the first event: an engine that was dead all along leaves no trace. */
        private void start() {
            if (!started) {
                started = true;
                begun = true;
                listener.changed(new Change.RunStarted(order.reply(), recipe));
            }
        }

        private void grow(String reasoning, String text) {
            answer = answer.grown(reasoning, text);
            listener.changed(new Change.AnswerGrew(order.reply(), reasoning, text));
        }

        private void ask(AnswerPart.ToolCall call) {
            Answer.ToolUse use =
                    new Answer.ToolUse(
                            call.body(),
                            call.kind() == AnswerPart.ToolCall.Kind.PYTHON,
                            Optional.empty());
            answer = answer.with(use);
            listener.changed(new Change.ToolAsked(order.reply(), use));
        }

        /** The answer itself stands in the cache with its reasoning, which later prompts leave. */
        private CachedPrefix cached() {
            boolean asLater = answer.reasoning().isEmpty() || order.style().keepsReasoning();
            Stream<MessageId> read =
                    order.messages().stream()
                            .map(Message::id)
                            .dropWhile(id -> !plan.firstKept().map(id::equals).orElse(true));
            Stream<MessageId> said = asLater ? Stream.of(order.reply()) : Stream.empty();
            return new CachedPrefix(
                    order.session(), Stream.concat(read, said).toList(), order.style());
        }
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
