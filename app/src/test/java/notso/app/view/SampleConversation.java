package notso.app.view;

import notso.app.answer.ServiceEvent;
import notso.app.context.Ledger;
import notso.app.conversation.Answer;
import notso.app.conversation.Change;
import notso.app.conversation.Draft;
import notso.app.conversation.Entry;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;
import notso.app.conversation.Queued;
import notso.app.conversation.Recipe;
import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.SessionSummary;
import notso.app.conversation.Title;
import notso.inference.FinishReason;
import notso.inference.GenerationStatistics;
import notso.inference.Sampling;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A conversation that tells its listener what a service would, step by step. */
final class SampleConversation {

    static final Instant NOW = Instant.parse("2026-03-14T15:09:26Z");
    static final SessionId ID = new SessionId("shown");

    private static final List<String> TITLES =
            List.of(
                    "The bat and the ball",
                    "Une recette de tarte aux pommes sans gluten pour dix personnes",
                    "\u0634\u0631\u062d \u0642\u0648\u0633 \u0642\u0632\u062d \u0641\u064a"
                            + " \u062b\u0644\u0627\u062b \u062c\u0645\u0644 \u0642\u0635\u064a"
                            + "\u0631\u0629 \u0644\u0644\u0623\u0637\u0641\u0627\u0644",
                    "\u4e2d\u6587\u8bd7\u6b4c\u7684\u5e73\u4ec4\u4e0e\u683c\u5f8b\u7b80\u4ecb\u4ee5"
                            + "\u53ca\u4e00\u4e9b\u5178\u578b\u7684\u4f8b\u5b50",
                    "Java: reversing a string",
                    "A quiet weekend with one rainy day",
                    "Why is the sky blue?",
                    "Notes for the talk in May",
                    "Letter to the landlord",
                    "SQL: the latest row of each group",
                    "Names for a sailing boat",
                    "What to do with too many courgettes");

    private final Session session = new Session(ID, NOW);
    private final Consumer<List<ServiceEvent>> listener;
    private Optional<MessageId> reply = Optional.empty();

    SampleConversation(Consumer<List<ServiceEvent>> listener) {
        this.listener = listener;
    }

    void open() {
        listener.accept(List.of(new ServiceEvent.Opened(session.copy(), Optional.empty())));
    }

    /** Fills the list, the shown one first. */
    void list() {
        List<SessionSummary> sessions = new ArrayList<>();
        for (int i = 0; i < TITLES.size(); i++) {
            Instant updated = NOW.minus(Duration.ofHours(i * i * 4L));
            SessionId id = i == 0 ? ID : new SessionId("s" + i);
            boolean pinned = i == 4 || i == 7;
            Title title = new Title(TITLES.get(i), Title.Source.MODEL);
            sessions.add(new SessionSummary(id, title, updated, updated, pinned, 4));
        }
        listener.accept(List.of(new ServiceEvent.Listed(sessions)));
    }

    void ask(String question) {
        List<Message> path = session.path();
        Optional<MessageId> last =
                path.isEmpty() ? Optional.empty() : Optional.of(path.getLast().id());
        askBehind(last, question);
    }

    private void askBehind(Optional<MessageId> parent, String question) {
        MessageId asked = session.nextId();
        change(
                new Change.MessageAdded(
                        new Message.Question(asked, parent, NOW, question, List.of())));
        answerAgain(asked);
    }

    /** Asks something else in the place of the first question. */
    void askInstead(String question) {
        askBehind(Optional.empty(), question);
    }

    void answerAgain(MessageId asked) {
        MessageId id = session.nextId();
        reply = Optional.of(id);
        change(
                new Change.MessageAdded(
                        new Message.Reply(id, Optional.of(asked), NOW, Answer.EMPTY)));
        listener.accept(List.of(new ServiceEvent.Answering(ID, id)));
    }

    void read(int evaluated, int total) {
        listener.accept(
                List.of(new ServiceEvent.Reading(ID, reply.orElseThrow(), evaluated, total, 0)));
    }

    void begin(String model, String engine) {
        Recipe recipe =
                new Recipe(
                        engine,
                        model,
                        "",
                        "",
                        Sampling.DEFAULT,
                        true,
                        "",
                        Optional.empty(),
                        LocalDateTime.ofInstant(NOW, ZoneOffset.UTC),
                        8192);
        change(new Change.RunStarted(reply.orElseThrow(), recipe));
    }

    void think(String thought) {
        change(new Change.AnswerGrew(reply.orElseThrow(), thought, ""));
    }

    void say(String text) {
        change(new Change.AnswerGrew(reply.orElseThrow(), "", text));
    }

    void finish(int tokens, FinishReason reason) {
        GenerationStatistics statistics =
                new GenerationStatistics(
                        80,
                        0,
                        tokens,
                        Duration.ofMillis(700),
                        Duration.ofMillis(tokens * 130L),
                        Duration.ofMillis(820));
        boolean thought = !session.answer(reply.orElseThrow()).orElseThrow().reasoning().isEmpty();
        change(
                new Change.RunEnded(
                        reply.orElseThrow(),
                        new Answer.Outcome(
                                reason,
                                statistics,
                                thought ? Duration.ofSeconds(12) : Duration.ZERO)));
        end(new Answer.End.Finished(reason));
    }

    void end(Answer.End end) {
        change(new Change.AnswerEnded(reply.orElseThrow(), end));
        listener.accept(List.of(new ServiceEvent.Answered(ID, reply.orElseThrow())));
    }

    void cutBeforeLast() {
        List<Message> path = session.path();
        change(new Change.ContextCut(Optional.of(path.get(path.size() - 2).id())));
    }

    void queue(String... texts) {
        List<Queued> queue = new ArrayList<>();
        for (String text : texts) {
            queue.add(new Queued(queue.size() + 1, Draft.of(text)));
        }
        change(new Change.QueueChanged(queue));
    }

    void count(int used) {
        Ledger ledger = new Ledger(8192, 310, used - 350, 0, 0, 40, Map.of());
        listener.accept(List.of(new ServiceEvent.Counted(ID, ledger)));
    }

    private void change(Change change) {
        Entry entry = new Entry(NOW, change);
        session.apply(entry);
        listener.accept(List.of(new ServiceEvent.Changed(ID, entry)));
    }
}
