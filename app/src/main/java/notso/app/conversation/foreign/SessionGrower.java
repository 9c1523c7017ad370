package notso.app.conversation.foreign;

import notso.app.conversation.Change;
import notso.app.conversation.Entry;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;
import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.SessionSettings;
import notso.app.conversation.Title;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a session of another program's conversation. */
public final class SessionGrower {

    private final ForeignConversation conversation;
    private final Instant now;

    /**
     * @param now the time of what has none
     */
    public SessionGrower(ForeignConversation conversation, Instant now) {
        this.conversation = conversation;
        this.now = now;
    }

    /** When it began, as far as the file knows. */
    public Instant created() {
        return conversation
                .created()
                .or(
                        () ->
                                conversation.turns().values().stream()
                                        .flatMap(turn -> turn.created().stream())
                                        .min(Comparator.naturalOrder()))
                .orElse(now);
    }

    /** The session under an id that nobody has; empty where nothing was said. */
    public Optional<Session> grow(SessionId id) {
        Instant created = created();
        TurnTree tree = new TurnTree(conversation, created);
        List<JoinedTurn> turns = tree.joined();
        if (turns.isEmpty()) {
            return Optional.empty();
        }
        Instant updated =
                conversation.updated().filter(time -> !time.isBefore(created)).orElse(created);
        Session session = new Session(id, created, updated);
        List<MessageId> ids = new ArrayList<>();
        for (JoinedTurn turn : turns) {
            Optional<MessageId> parent = turn.parent().map(at -> ids.get(at));
            ids.add(session.nextId());
            Message message = turn.message(session.nextId(), parent);
            session.apply(new Entry(message.created(), new Change.MessageAdded(message)));
        }
        Set<MessageId> shown = new HashSet<>();
        for (int at : tree.shown()) {
            if (shown.add(ids.get(at))) {
                apply(session, new Change.BranchShown(ids.get(at)));
            }
        }
        describe(session);
        return Optional.of(session);
    }

    private void describe(Session session) {
        String title = conversation.title();
        if (!title.isBlank()) {
            apply(session, new Change.Titled(new Title(title, Title.Source.PERSON)));
        } else {
            session.path().stream()
                    .filter(Message.Question.class::isInstance)
                    .map(Message::text)
                    .filter(text -> !text.isBlank())
                    .findFirst()
                    .ifPresent(text -> apply(session, new Change.Titled(Title.ofWords(text))));
        }
        if (conversation.isPinned()) {
            apply(session, new Change.Pinned(true));
        }
        conversation
                .systemPrompt()
                .ifPresent(
                        prompt ->
                                apply(
                                        session,
                                        new Change.SettingsChanged(
                                                SessionSettings.NONE.withSystemPrompt(
                                                        Optional.of(prompt)))));
    }

    private static void apply(Session session, Change change) {
        session.apply(new Entry(session.updated(), change));
    }
}
