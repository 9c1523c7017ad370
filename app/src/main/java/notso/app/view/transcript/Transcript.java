package notso.app.view.transcript;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import notso.app.conversation.Answer;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;
import notso.app.conversation.Session;
import notso.app.view.look.ListPatch;
import notso.app.view.transcript.AnswerViewModel.Author;
import notso.app.view.transcript.TranscriptItem.Branch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

/**
 * The items that show a session: its messages, the line where the model's view of it begins, and
 * notices. Items of what did not change stay the same ones. For the window's thread.
 */
public final class Transcript {

    private final ObservableList<TranscriptItem> items = FXCollections.observableArrayList();
    private final ObservableList<TranscriptItem> readOnly =
            FXCollections.unmodifiableObservableList(items);
    private final Map<MessageId, AnswerViewModel> answers = new HashMap<>();
    private final Map<MessageId, Ended> ended = new HashMap<>();
    private final List<TranscriptItem> extras = new ArrayList<>();
    private final LongSupplier nanoTime;
    private final BiFunction<MessageId, Answer, Optional<TranscriptItem.Notice>> noticeOf;

    /** What was said of an answer with this end, at this place. */
    private record Ended(
            Optional<Answer.End> end, boolean isLast, Optional<TranscriptItem.Notice> notice) {}

    /**
     * @param nanoTime a clock in nanoseconds, of any origin
     * @param noticeOf what is to be said of an answer that did not end well
     */
    public Transcript(
            LongSupplier nanoTime,
            BiFunction<MessageId, Answer, Optional<TranscriptItem.Notice>> noticeOf) {
        this.nanoTime = nanoTime;
        this.noticeOf = noticeOf;
    }

    /** Oldest first; read-only. */
    public ObservableList<TranscriptItem> items() {
        return readOnly;
    }

    public Optional<AnswerViewModel> answer(MessageId reply) {
        return Optional.ofNullable(answers.get(reply));
    }

    /** Shows something below all messages, until it is taken away or another session is shown. */
    public void add(TranscriptItem extra) {
        extras.add(extra);
        items.add(extra);
    }

    public void remove(TranscriptItem extra) {
        extras.remove(extra);
        items.remove(extra);
    }

    /** Another session is shown from now on. */
    public void clear() {
        answers.clear();
        ended.clear();
        extras.clear();
        items.clear();
    }

    /**
     * Brings the items up to date.
     *
     * @param answering the reply that is being made
     * @param author who makes replies that say nothing about that themselves
     */
    public void show(Session session, Optional<MessageId> answering, Author author) {
        List<TranscriptItem> wanted = new ArrayList<>();
        List<Message> path = session.path();
        for (Message message : path) {
            if (session.firstKept().equals(Optional.of(message.id()))) {
                wanted.add(new TranscriptItem.CutLine(message.id()));
            }
            Branch branch = branch(session, message);
            switch (message) {
                case Message.Question question ->
                        wanted.add(new TranscriptItem.Asked(question, branch));
                case Message.Reply reply -> {
                    boolean goesOn = answering.equals(Optional.of(reply.id()));
                    boolean isLast = message == path.getLast();
                    AnswerViewModel answer = view(reply, author, goesOn);
                    answer.setBranch(branch);
                    Optional<TranscriptItem.Notice> notice =
                            goesOn ? Optional.empty() : notice(reply, isLast);
                    // A notice that offers to go on is enough.
                    answer.setCanGoOn(
                            isLast
                                    && !goesOn
                                    && reply.answer().canGoOn()
                                    && notice.flatMap(TranscriptItem.Notice::action).isEmpty());
                    if (notice.isEmpty() || !answer.isBlank() || branch.count() > 1) {
                        wanted.add(answer);
                    }
                    notice.ifPresent(wanted::add);
                }
            }
        }
        wanted.addAll(extras);
        ListPatch.apply(items, wanted);
    }

    private AnswerViewModel view(Message.Reply reply, Author author, boolean goesOn) {
        AnswerViewModel view =
                answers.computeIfAbsent(
                        reply.id(), id -> new AnswerViewModel(id, author, nanoTime));
        author(reply.answer()).ifPresent(view::setAuthor);
        view.show(reply.answer(), goesOn);
        return view;
    }

    /** Only about the last answer something can be done. */
    private Optional<TranscriptItem.Notice> notice(Message.Reply reply, boolean isLast) {
        Optional<Answer.End> end = reply.answer().end();
        Ended known = ended.get(reply.id());
        if (known == null || !known.end().equals(end) || known.isLast() != isLast) {
            Optional<TranscriptItem.Notice> notice = noticeOf.apply(reply.id(), reply.answer());
            known =
                    new Ended(
                            end,
                            isLast,
                            isLast ? notice : notice.map(TranscriptItem.Notice::withoutAction));
            ended.put(reply.id(), known);
        }
        return known.notice();
    }

    private static Optional<Author> author(Answer answer) {
        return answer.runs().isEmpty()
                ? Optional.empty()
                : Optional.of(answer.runs().getLast().recipe())
                        .map(
                                recipe ->
                                        new Author(
                                                recipe.model(),
                                                recipe.engine().startsWith("scripted")));
    }

    private static Branch branch(Session session, Message message) {
        List<MessageId> siblings = session.siblings(message.id());
        return new Branch(siblings.indexOf(message.id()), siblings.size());
    }
}
