package notso.app.context;

import notso.app.conversation.Draft;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;
import notso.app.conversation.SessionId;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Accounts for what fills a context. For one thread at a time. */
public final class LedgerWriter {

    private final PromptWriter writer;
    private final MessageCosts costs;

    public LedgerWriter(PromptWriter writer, MessageCosts costs) {
        this.writer = writer;
        this.costs = costs;
    }

    /**
     * What is to be accounted for.
     *
     * @param path the messages up to the point in question
     * @param firstKept the first one that the model still sees; empty if it sees all
     */
    public record Request(
            SessionId session,
            List<Message> path,
            Optional<MessageId> firstKept,
            Draft draft,
            PromptStyle style,
            int context,
            Optional<CachedPrefix> cached) {}

    public Ledger ledger(Request request) {
        TemplateCosts template = TemplateCosts.measure(writer, costs.tokens(), request.style());
        int kept = indexOfFirstKept(request);
        int history = 0;
        int reasoning = 0;
        int dropped = 0;
        for (int i = 0; i < request.path().size(); i++) {
            Message message = request.path().get(i);
            int text = text(request, template, message);
            if (i < kept) {
                dropped += text;
            } else {
                history += text;
                reasoning += reasoning(request, message);
            }
        }
        return new Ledger(
                request.context(),
                template.base(),
                history,
                reasoning,
                dropped,
                draft(request.draft(), template),
                reread(request, template, kept));
    }

    private static int indexOfFirstKept(Request request) {
        for (int i = 0; i < request.path().size(); i++) {
            if (request.firstKept().equals(Optional.of(request.path().get(i).id()))) {
                return i;
            }
        }
        return 0;
    }

    private int draft(Draft draft, TemplateCosts template) {
        return draft.isBlank()
                ? 0
                : template.question() + costs.plain(Turns.text(draft.text(), draft.attachments()));
    }

    private Map<MessageId, Integer> reread(Request request, TemplateCosts template, int kept) {
        boolean sameStyle =
                request.cached()
                        .filter(cached -> cached.session().equals(request.session()))
                        .filter(cached -> cached.style().equals(request.style()))
                        .isPresent();
        List<MessageId> cached = sameStyle ? request.cached().get().messages() : List.of();
        Map<MessageId, Integer> reread = new HashMap<>();
        boolean unbroken = sameStyle;
        int unread = sameStyle ? 0 : template.base();
        int position = 0;
        for (int i = kept; i < request.path().size(); i++) {
            Message message = request.path().get(i);
            int cost = text(request, template, message) + reasoning(request, message);
            if (message instanceof Message.Question) {
                reread.put(message.id(), unread + cost);
            }
            unbroken =
                    unbroken
                            && position < cached.size()
                            && cached.get(position).equals(message.id());
            unread += unbroken ? 0 : cost;
            position++;
        }
        int before = template.base();
        for (int i = 0; i < kept; i++) {
            Message message = request.path().get(i);
            before += text(request, template, message) + reasoning(request, message);
            if (message instanceof Message.Question) {
                reread.put(message.id(), before);
            }
        }
        return reread;
    }

    private int text(Request request, TemplateCosts template, Message message) {
        int text = costs.text(request.session(), message);
        return text == 0 ? 0 : template.around(message) + text;
    }

    private int reasoning(Request request, Message message) {
        return request.style().keepsReasoning() ? costs.reasoning(request.session(), message) : 0;
    }
}
