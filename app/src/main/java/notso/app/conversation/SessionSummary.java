package notso.app.conversation;

import java.time.Instant;

/**
 * What a list shows of a session.
 *
 * @param updated when something was last said in it
 * @param messages how many turns it has, in all branches
 */
public record SessionSummary(
        SessionId id, Title title, Instant created, Instant updated, boolean pinned, int messages) {

    public static SessionSummary of(Session session) {
        return new SessionSummary(
                session.id(),
                session.title(),
                session.created(),
                session.updated(),
                session.isPinned(),
                session.messages().size());
    }
}
