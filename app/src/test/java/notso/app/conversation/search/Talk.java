package notso.app.conversation.search;

import notso.app.conversation.Answer;
import notso.app.conversation.Attachment;
import notso.app.conversation.Change;
import notso.app.conversation.Entry;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;
import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.Title;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says things in a session, one after the other, a minute apart. */
final class Talk {

    private static final Instant BEGINNING = Instant.parse("2026-03-01T12:00:00Z");

    private final Session session;
    private Instant now;

    /** Later names begin later. */
    Talk(String id) {
        now = BEGINNING.plusSeconds(86_400L * id.charAt(id.length() - 1));
        session = new Session(new SessionId(id), now);
    }

    static SessionId id(String value) {
        return new SessionId(value);
    }

    Talk titled(String title) {
        return with(new Change.Titled(new Title(title, Title.Source.PERSON)));
    }

    Talk asks(String text, Attachment... attachments) {
        return asksBehind(last(), text, attachments);
    }

    /** Adds a branch where the parent has a follower already. */
    Talk asksBehind(Optional<MessageId> parent, String text, Attachment... attachments) {
        return with(
                new Change.MessageAdded(
                        new Message.Question(
                                session.nextId(), parent, now, text, List.of(attachments))));
    }

    Talk replies(String text) {
        return replies("", text);
    }

    Talk replies(String reasoning, String text) {
        return with(
                new Change.MessageAdded(
                        new Message.Reply(
                                session.nextId(),
                                last(),
                                now,
                                Answer.EMPTY.grown(reasoning, text))));
    }

    Talk with(Change change) {
        now = now.plusSeconds(60);
        session.apply(new Entry(now, change));
        return this;
    }

    Session session() {
        return session;
    }

    private Optional<MessageId> last() {
        List<Message> path = session.path();
        return path.isEmpty() ? Optional.empty() : Optional.of(path.getLast().id());
    }
}
