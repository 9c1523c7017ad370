package notso.app.conversation.export;

import notso.app.conversation.Answer;
import notso.app.conversation.Attachment;
import notso.app.conversation.Change;
import notso.app.conversation.Entry;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;
import notso.app.conversation.Recipe;
import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.Title;
import notso.inference.FinishReason;
import notso.inference.GenerationStatistics;
import notso.inference.Sampling;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sessions to export. */
final class Conversations {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    static final ExportOptions OPTIONS = ExportOptions.of(ZoneOffset.UTC, Locale.ROOT);

    private Conversations() {}

    static Session empty(String title) {
        Session session = new Session(new SessionId("0abc"), NOON);
        apply(session, new Change.Titled(new Title(title, Title.Source.PERSON)));
        return session;
    }

    /** One question and its answer. */
    static Session answered(String answer) {
        Session session = empty("A title");
        ask(session, "A question");
        answer(session, Answer.EMPTY.grown("", answer).with(finished()));
        return session;
    }

    static Answer.End finished() {
        return new Answer.End.Finished(FinishReason.END_OF_TURN);
    }

    static void ask(Session session, String text, Attachment... files) {
        apply(
                session,
                new Change.MessageAdded(
                        new Message.Question(
                                session.nextId(), last(session), NOON, text, List.of(files))));
    }

    static void answer(Session session, Answer answer) {
        apply(
                session,
                new Change.MessageAdded(
                        new Message.Reply(session.nextId(), last(session), NOON, answer)));
    }

    static void apply(Session session, Change change) {
        session.apply(new Entry(NOON, change));
    }

    private static Optional<MessageId> last(Session session) {
        List<Message> path = session.path();
        return path.isEmpty() ? Optional.empty() : Optional.of(path.getLast().id());
    }

    static Answer withStatistics(Answer answer) {
        Recipe recipe =
                new Recipe(
                        "scripted",
                        "SmolLM3",
                        "",
                        "",
                        Sampling.DEFAULT.withSeed(7),
                        true,
                        "",
                        Optional.empty(),
                        LocalDateTime.of(2026, 3, 1, 12, 0),
                        4096);
        return answer.with(recipe)
                .with(
                        new Answer.Outcome(
                                FinishReason.END_OF_TURN,
                                new GenerationStatistics(
                                        100,
                                        20,
                                        51,
                                        Duration.ofSeconds(2),
                                        Duration.ofSeconds(5),
                                        Duration.ofMillis(2_100)),
                                Duration.ofSeconds(12)))
                .with(finished());
    }

    static String export(Session session, ExportFormat format, ExportOptions options) {
        StringBuilder text = new StringBuilder();
        try {
            new SessionExporter().write(session, format, options, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return text.toString();
    }
}
