package notso.app.conversation.importing;

import notso.app.conversation.Session;

import java.util.List;

/** What came over from a file, in its order, and what did not. */
public record ImportResult(List<Session> sessions, List<ImportNotice> notices) {

    public ImportResult {
        sessions = List.copyOf(sessions);
        notices = List.copyOf(notices);
    }
}
