package notso.app.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A conversation with all its branches, as its changes made it. For one thread: another one gets a
 * {@link #copy()} and is told the same changes.
 *
 * <p>A change that names a message which is not there changes nothing.
 */
public final class Session {

    /** A message with a larger id, which only a forger gives, would leave no ids for others. */
    private static final int LARGEST_READ = MessageId.LARGEST / 2;

    private final SessionId id;
    private final Instant created;
    private final MessageTree tree;

    private Instant updated;
    private Title title = Title.NONE;
    private boolean pinned;
    private SessionSettings settings = SessionSettings.NONE;
    private Draft draft = Draft.EMPTY;
    private List<Queued> queue = List.of();
    private Optional<MessageId> firstKept = Optional.empty();
    private int lastId;

    /** One in which nothing has been said. */
    public Session(SessionId id, Instant created) {
        this(id, created, created);
    }

    /**
     * One that is about to be made again from its {@link #entries()}.
     *
     * @param updated when something was last said in it
     */
    public Session(SessionId id, Instant created, Instant updated) {
        this.id = id;
        this.created = created;
        this.updated = updated;
        this.tree = new MessageTree();
    }

    private Session(Session other) {
        id = other.id;
        created = other.created;
        updated = other.updated;
        tree = new MessageTree(other.tree);
        title = other.title;
        pinned = other.pinned;
        settings = other.settings;
        draft = other.draft;
        queue = other.queue;
        firstKept = other.firstKept;
        lastId = other.lastId;
    }

    /** The same, for another thread. */
    public Session copy() {
        return new Session(this);
    }

    public SessionId id() {
        return id;
    }

    public Instant created() {
        return created;
    }

    /** When something was last said. */
    public Instant updated() {
        return updated;
    }

    public Title title() {
        return title;
    }

    public boolean isPinned() {
        return pinned;
    }

    public SessionSettings settings() {
        return settings;
    }

    public Draft draft() {
        return draft;
    }

    /** What waits to be sent, the next one first. */
    public List<Queued> queue() {
        return queue;
    }

    /** The first message that the model still sees; empty if it sees all. */
    public Optional<MessageId> firstKept() {
        return firstKept;
    }

    /** All turns of all branches in the order in which they came; read-only. */
    public Collection<Message> messages() {
        return tree.messages();
    }

    public Optional<Message> message(MessageId message) {
        return tree.message(message);
    }

    /** What is in its reply so far; empty if this is no reply. */
    public Optional<Answer> answer(MessageId reply) {
        return tree.message(reply)
                .filter(Message.Reply.class::isInstance)
                .map(message -> ((Message.Reply) message).answer());
    }

    /** The turns that are shown, from the first to the last. */
    public List<Message> path() {
        return tree.path();
    }

    /** The turns that lead to this one, from the first, itself the last; empty if it is unknown. */
    public List<Message> pathTo(MessageId message) {
        return tree.pathTo(message);
    }

    /** The branches that this turn is one of, oldest first; only itself where there is no fork. */
    public List<MessageId> siblings(MessageId message) {
        return tree.siblings(message);
    }

    /** The id for the next message. */
    public MessageId nextId() {
        return new MessageId(lastId + 1);
    }

    /** Nothing was ever said, typed or set: not worth keeping. */
    public boolean isUntouched() {
        return messages().isEmpty() && draft.isBlank() && queue.isEmpty() && title.text().isEmpty();
    }

    public void apply(Entry entry) {
        switch (entry.change()) {
            case Change.MessageAdded(Message message) -> {
                if (message.id().value() <= LARGEST_READ) {
                    tree.add(message);
                    lastId = Math.max(lastId, message.id().value());
                    touch(entry.at());
                }
            }
            case Change.RunStarted(MessageId reply, Recipe recipe) ->
                    tree.answer(reply, answer -> answer.with(recipe));
            case Change.AnswerGrew(MessageId reply, String reasoning, String text) ->
                    tree.answer(reply, answer -> answer.grown(reasoning, text));
            case Change.ToolAsked(MessageId reply, Answer.ToolUse use) ->
                    tree.answer(reply, answer -> answer.with(use));
            case Change.RunEnded(MessageId reply, Answer.Outcome outcome) ->
                    tree.answer(reply, answer -> answer.with(outcome));
            case Change.AnswerEnded(MessageId reply, Answer.End end) -> {
                tree.answer(reply, answer -> answer.with(end));
                touch(entry.at());
            }
            case Change.BranchShown(MessageId message) -> tree.show(message);
            case Change.Titled(Title other) -> title = other.replaces(title) ? other : title;
            case Change.Pinned(boolean value) -> pinned = value;
            case Change.SettingsChanged(SessionSettings value) -> settings = value;
            case Change.Drafted(Draft value) -> draft = value;
            case Change.QueueChanged(List<Queued> value) -> queue = value;
            case Change.ContextCut(Optional<MessageId> message) -> firstKept = message;
        }
    }

    private void touch(Instant at) {
        updated = at.isAfter(updated) ? at : updated;
    }

    /**
     * The shortest list of changes that makes the same of a session with this one's id and times.
     */
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        messages()
                .forEach(
                        message ->
                                entries.add(
                                        new Entry(
                                                message.created(),
                                                new Change.MessageAdded(message))));
        List<Change> changes = new ArrayList<>();
        tree.shownAgainstOrder().forEach(shown -> changes.add(new Change.BranchShown(shown)));
        if (!title.equals(Title.NONE)) {
            changes.add(new Change.Titled(title));
        }
        if (pinned) {
            changes.add(new Change.Pinned(true));
        }
        if (!settings.equals(SessionSettings.NONE)) {
            changes.add(new Change.SettingsChanged(settings));
        }
        if (!draft.equals(Draft.EMPTY)) {
            changes.add(new Change.Drafted(draft));
        }
        if (!queue.isEmpty()) {
            changes.add(new Change.QueueChanged(queue));
        }
        if (firstKept.isPresent()) {
            changes.add(new Change.ContextCut(firstKept));
        }
        changes.forEach(change -> entries.add(new Entry(updated, change)));
        return entries;
    }
}
