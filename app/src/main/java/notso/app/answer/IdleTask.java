package notso.app.answer;

import notso.app.context.CachedPrefix;
import notso.app.context.PromptStyle;
import notso.app.context.PromptTools;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;
import notso.app.conversation.SessionId;
import notso.app.conversation.Title;
import notso.app.engine.ModelTask;
import notso.app.engine.RunningModel;
import notso.inference.Ability;
import notso.inference.CancelSignal;
import notso.inference.FinishReason;
import notso.inference.GenerationEvent;
import notso.inference.GenerationRequest;
import notso.inference.Problem;
import notso.inference.Prompt;
import notso.inference.Sampling;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a model does between two questions: it reads the conversation as the next prompt will begin,
 * so that the next question alone has to be read, and gives the conversation a title where it has
 * none. Nothing is lost when it fails or is cancelled.
 */
final class IdleTask implements ModelTask {

    private static final String TITLE_REQUEST =
            "Give this conversation a title of two to six words, in its own language."
                    + " Reply with the title alone.";
    private static final int LONGEST_TITLE_TOKENS = 24;
    private static final int LONGEST_TITLE = 80;

    /**
     * What is at hand.
     *
     * @param messages that are shown, from the first one that the model sees
     * @param wantsTitle whether a title is missing
     */
    record Order(
            SessionId session, List<Message> messages, PromptStyle style, boolean wantsTitle) {}

    private final Order order;
    private final Function<RunningModel, PromptTools> tools;
    private final Consumer<CachedPrefix> cached;
    private final Consumer<Title> titled;

    IdleTask(
            Order order,
            Function<RunningModel, PromptTools> tools,
            Consumer<CachedPrefix> cached,
            Consumer<Title> titled) {
        this.order = order;
        this.tools = tools;
        this.cached = cached;
        this.titled = titled;
    }

    @Override
    public void run(RunningModel running, CancelSignal cancel) {
        if (running.isDemo() || cancel.isCancelled()) {
            return;
        }
        PromptTools with = tools.apply(running);
        if (order.wantsTitle()) {
            Prompt prompt = with.writer().aside(order.messages(), TITLE_REQUEST, order.style());
            run(running, prompt, LONGEST_TITLE_TOKENS, cancel).ifPresent(this::title);
        } else if (running.engine().can(Ability.PREFIX_REUSE)) {
            Prompt prompt = with.writer().history(order.messages(), order.style());
            Optional<String> _ = run(running, prompt, 1, cancel);
        }
    }

    /** What is generated, unless it does not fit or is cancelled. */
    private Optional<String> run(
            RunningModel running, Prompt prompt, int tokens, CancelSignal cancel) {
        int room = running.model().info().contextLength() - tokens;
        if (running.model().tokenize(prompt).length >= room) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        GenerationRequest request =
                GenerationRequest.of(prompt)
                        .withSampling(Sampling.GREEDY)
                        .withMaxTokens(tokens)
                        .withStop(List.of("\n"));
        GenerationEvent.Finished finished =
                running.model()
                        .generate(
                                request,
                                event -> {
                                    if (event
                                                    instanceof
                                                    GenerationEvent.Token(
                                                            _,
                                                            String more,
                                                            boolean special)
                                            && !special) {
                                        text.append(more);
                                    }
                                },
                                cancel);
        if (finished.reason() == FinishReason.CANCELLED) {
            return Optional.empty();
        }
        List<MessageId> read = order.messages().stream().map(Message::id).toList();
        cached.accept(new CachedPrefix(order.session(), read, order.style()));
        return Optional.of(text.toString());
    }

    /** Without the decoration that models like; one that is no title is none. */
    private void title(String generated) {
        String title = generated.strip().replaceAll("^[\"'“„«*#\\s]+|[\"'”“»*.\\s]+$", "");
        if (!title.isBlank() && title.length() <= LONGEST_TITLE) {
            titled.accept(new Title(title, Title.Source.MODEL));
        }
    }

    @Override
    public boolean hasBegun() {
        return true;
    }

    @Override
    public void failed(Problem problem) {
        // The next question will meet the same problem, and tell.
    }

    @Override
    public void dropped() {
        // It was only for idle time.
    }
}
