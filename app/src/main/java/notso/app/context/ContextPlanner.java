package notso.app.context;

import notso.app.conversation.Answer;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;
import notso.app.conversation.SessionId;
import notso.inference.Prompt;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Fits conversations into a context. The custom instructions always stay, and the newest turns; the
 * oldest are cut where they must, and then so many of them that a quarter of the room is free, so
 * that the prompts of the next turns begin alike and the engine's cache goes on serving.
 */
public final class ContextPlanner {

    /** What is cut is at least this part of the room. */
    private static final double CHUNK = 0.25;

    /** What is kept free for the answer is at most this part of the context. */
    private static final int LARGEST_RESERVE = 4;

    private final PromptWriter writer;
    private final MessageCosts costs;

    public ContextPlanner(PromptWriter writer, MessageCosts costs) {
        this.writer = writer;
        this.costs = costs;
    }

    /**
     * What is to be written.
     *
     * @param messages that lead to a question, itself the last
     * @param begun the part of the answer that is there already
     * @param firstKept where the prompt before this one began
     * @param context tokens of context
     * @param reserve tokens to leave for the answer
     */
    public record Request(
            SessionId session,
            List<Message> messages,
            Answer begun,
            Optional<MessageId> firstKept,
            PromptStyle style,
            int context,
            int reserve) {

        /** What the prompt may take. */
        int limit() {
            return context - Math.min(reserve, context / LARGEST_RESERVE);
        }
    }

    public ContextPlan plan(Request request) {
        int[] starts = starts(request.messages());
        int[] estimates = estimates(request, starts);
        int start = first(request, starts, estimates);
        int limit = request.limit();
        while (true) {
            Prompt prompt = prompt(request, starts[start]);
            int tokens = costs.tokens().count(prompt);
            if (tokens <= limit || start == starts.length - 1) {
                return new ContextPlan(
                        prompt,
                        starts[start] == 0
                                ? Optional.empty()
                                : Optional.of(request.messages().get(starts[start]).id()),
                        tokens,
                        start < starts.length - 1);
            }
            // The estimate was low; by so much it is for the others, too.
            int excess = Math.max(1, tokens - estimates[start]);
            start = fitting(estimates, start + 1, (int) (limit * (1 - CHUNK)) - excess);
        }
    }

    private int first(Request request, int[] starts, int[] estimates) {
        if (estimates[0] <= request.limit()) {
            return 0;
        }
        for (int i = 1; i < starts.length; i++) {
            Optional<MessageId> id = Optional.of(request.messages().get(starts[i]).id());
            if (id.equals(request.firstKept()) && estimates[i] <= request.limit()) {
                return i;
            }
        }
        return fitting(estimates, 1, (int) (request.limit() * (1 - CHUNK)));
    }

    /** The first from there on that takes no more than this, or else the last. */
    private static int fitting(int[] estimates, int from, int most) {
        int i = Math.min(from, estimates.length - 1);
        while (i < estimates.length - 1 && estimates[i] > most) {
            i++;
        }
        return i;
    }

    /** Where a prompt can begin: at each question that does not follow another one. */
    static int[] starts(List<Message> messages) {
        int[] starts =
                IntStream.range(0, messages.size())
                        .filter(
                                i ->
                                        messages.get(i) instanceof Message.Question
                                                && (i == 0
                                                        || messages.get(i - 1)
                                                                instanceof Message.Reply))
                        .toArray();
        return starts.length == 0 || starts[0] != 0
                ? IntStream.concat(IntStream.of(0), IntStream.of(starts)).toArray()
                : starts;
    }

    /** Tokens of the prompt from each start on. */
    private int[] estimates(Request request, int[] starts) {
        TemplateCosts template = TemplateCosts.measure(writer, costs.tokens(), request.style());
        int[] estimates = new int[starts.length];
        int sum =
                template.base()
                        + costs.plain(request.begun().text())
                        + costs.plain(request.begun().reasoning());
        int next = request.messages().size();
        for (int i = starts.length - 1; i >= 0; i--) {
            for (; next > starts[i]; next--) {
                sum += cost(request, template, request.messages().get(next - 1));
            }
            estimates[i] = sum;
        }
        return estimates;
    }

    private int cost(Request request, TemplateCosts template, Message message) {
        int text = costs.text(request.session(), message);
        int reasoning =
                request.style().keepsReasoning() ? costs.reasoning(request.session(), message) : 0;
        return text + reasoning == 0 ? 0 : template.around(message) + text + reasoning;
    }

    private Prompt prompt(Request request, int from) {
        List<Message> kept = request.messages().subList(from, request.messages().size());
        return writer.continuation(kept, request.begun(), request.style());
    }
}
