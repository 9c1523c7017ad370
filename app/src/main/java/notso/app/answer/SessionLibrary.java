package notso.app.answer;

import notso.app.conversation.Change;
import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.SessionSummary;
import notso.app.conversation.Title;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * All sessions: opens, names, pins and discards them. Every method returns at once, from any
 * thread; what comes of it arrives as {@link ServiceEvent}s.
 */
public final class SessionLibrary {

    private final SessionDesk desk;
    private final AnswerService answers;

    public SessionLibrary(SessionDesk desk, AnswerService answers) {
        this.desk = desk;
        this.answers = answers;
    }

    /** Shows a session; if there is none such, the latest one, and if there is none, a new one. */
    public void open(Optional<SessionId> wanted) {
        desk.execute(
                () -> show(wanted.flatMap(desk::session).or(this::latest).orElseGet(desk::create)));
    }

    private Optional<Session> latest() {
        return desk.summaries().stream()
                .map(SessionSummary::id)
                .flatMap(id -> desk.session(id).stream())
                .findFirst();
    }

    /** Shows a session in which nothing was said yet. */
    public void startNew() {
        desk.execute(() -> show(desk.create()));
    }

    private void show(Session session) {
        desk.show(session, answers.answering(session.id()));
        answers.count(session);
    }

    /** Gives a session a name; a blank one is ignored. */
    public void rename(SessionId id, String title) {
        Title named = new Title(title, Title.Source.PERSON);
        if (!named.text().isBlank()) {
            at(id, session -> desk.apply(session, true, new Change.Titled(named)));
        }
    }

    public void pin(SessionId id, boolean pinned) {
        at(id, session -> desk.apply(session, true, new Change.Pinned(pinned)));
    }

    /** Puts a session into the trash, and shows another one if it was shown. */
    public void discard(SessionId id) {
        desk.execute(
                () -> {
                    answers.stop(id);
                    desk.store().discard(id);
                    desk.forget(id);
                    if (desk.shown().equals(Optional.of(id))) {
                        show(latest().orElseGet(desk::create));
                    }
                });
    }

    /** Takes a session out of the trash again. */
    public void restore(SessionId id) {
        desk.execute(
                () -> {
                    desk.store().restore(id);
                    desk.session(id).ifPresent(desk::add);
                });
    }

    private void at(SessionId id, Consumer<Session> task) {
        desk.execute(() -> desk.session(id).ifPresent(task));
    }
}
