package notso.app.answer;

import notso.app.conversation.Answer;
import notso.app.conversation.Change;
import notso.app.conversation.Draft;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;
import notso.app.conversation.Session;
import notso.app.conversation.Title;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A question that joins a session, and the empty reply behind it.
 *
 * @param asked the question
 * @param reply the id of the reply to come
 */
record Question(Message.Question asked, MessageId reply) {

    /** Follows what is shown last. */
    static Question behindLast(Session session, Draft draft, Instant now) {
        List<Message> path = session.path();
        return behind(
                path.isEmpty() ? Optional.empty() : Optional.of(path.getLast().id()),
                session,
                draft,
                now);
    }

    static Question behind(Optional<MessageId> parent, Session session, Draft draft, Instant now) {
        MessageId id = session.nextId();
        return new Question(
                new Message.Question(id, parent, now, draft.text(), draft.attachments()),
                new MessageId(id.value() + 1));
    }

    /** What it does to the session, to be written in one go. */
    Change[] changes(Session session, Change... others) {
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.MessageAdded(asked));
        if (session.title().equals(Title.NONE)) {
            changes.add(new Change.Titled(Title.ofWords(words())));
        }
        changes.addAll(List.of(others));
        changes.add(
                new Change.MessageAdded(
                        new Message.Reply(
                                reply, Optional.of(asked.id()), asked.created(), Answer.EMPTY)));
        return changes.toArray(Change[]::new);
    }

    private String words() {
        return asked.text().isBlank() && !asked.attachments().isEmpty()
                ? asked.attachments().getFirst().name()
                : asked.text();
    }
}
