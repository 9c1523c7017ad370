package notso.app.conversation;

import notso.inference.FinishReason;
import notso.inference.GenerationStatistics;
import notso.inference.Sampling;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Entries of every kind, with every optional value given and left out. */
public final class SampleEntries {

    public static final Instant START = Instant.parse("2026-03-01T08:30:00.123456789Z");

    /** What texts have in them that is easily broken. */
    public static final String HARD_TEXT =
            "a \"quote\" \\ back\tslash\r\n\u0000\u001f\u007f\u0085\u2028 é 漢字 שלום \uD83D\uDE00"
                    + " \uD83D lone \uDE00 <|im_end|> {\"crc\":\"00000000\"}\n";

    public static final Recipe RECIPE =
            new Recipe(
                    "llamacpp v0.4.0",
                    "SmolLM3 3B",
                    "ab12",
                    "cd34",
                    Sampling.DEFAULT.withSeed(0xFFFF_FFFEL),
                    true,
                    HARD_TEXT,
                    Optional.of(new MessageId(1)),
                    LocalDateTime.of(2026, 3, 1, 9, 30, 0, 5),
                    8192);

    private static final Recipe PLAIN_RECIPE =
            new Recipe(
                    "scripted",
                    "",
                    "",
                    "",
                    Sampling.GREEDY,
                    false,
                    "",
                    Optional.empty(),
                    LocalDateTime.of(2026, 12, 31, 23, 59),
                    0);

    private SampleEntries() {}

    public static Answer.Outcome outcome(FinishReason reason) {
        return new Answer.Outcome(
                reason,
                new GenerationStatistics(
                        700,
                        512,
                        31,
                        Duration.ofMillis(1_250),
                        Duration.ofNanos(2_345_678_901L),
                        Duration.ofMillis(1_300)),
                Duration.ofSeconds(12));
    }

    public static Entry question(int id, int parent, String text) {
        return at(
                id,
                new Change.MessageAdded(
                        new Message.Question(
                                new MessageId(id), after(parent), time(id), text, List.of())));
    }

    /** A reply to which nothing has come yet. */
    public static Entry reply(int id, int parent) {
        return at(
                id,
                new Change.MessageAdded(
                        new Message.Reply(
                                new MessageId(id), after(parent), time(id), Answer.EMPTY)));
    }

    public static Entry grew(int reply, String text) {
        return at(reply, new Change.AnswerGrew(new MessageId(reply), "", text));
    }

    public static Entry ended(int reply) {
        return at(
                reply,
                new Change.AnswerEnded(
                        new MessageId(reply), new Answer.End.Finished(FinishReason.END_OF_TURN)));
    }

    public static Entry at(int second, Change change) {
        return new Entry(time(second), change);
    }

    public static Instant time(int second) {
        return START.plusSeconds(second);
    }

    private static Optional<MessageId> after(int parent) {
        return parent == 0 ? Optional.empty() : Optional.of(new MessageId(parent));
    }

    public static List<Entry> all() {
        List<Change> changes = new ArrayList<>();
        changes.add(question(1, 0, "plain").change());
        changes.add(
                new Change.MessageAdded(
                        new Message.Question(
                                new MessageId(2),
                                after(1),
                                time(2),
                                HARD_TEXT,
                                List.of(
                                        new Attachment("notes.txt", HARD_TEXT),
                                        new Attachment("", "")))));
        changes.add(reply(3, 2).change());
        List<Answer.End> ends = new ArrayList<>();
        for (FinishReason reason : FinishReason.values()) {
            ends.add(new Answer.End.Finished(reason));
        }
        ends.add(new Answer.End.Failed(HARD_TEXT));
        ends.add(new Answer.End.Interrupted());
        MessageId reply = new MessageId(3);
        Answer.ToolUse asked = new Answer.ToolUse("{}", false, Optional.empty());
        Answer.ToolUse ran = new Answer.ToolUse("print(1)", true, Optional.of(HARD_TEXT));
        changes.add(new Change.RunStarted(reply, RECIPE));
        changes.add(new Change.RunStarted(reply, PLAIN_RECIPE));
        changes.add(new Change.AnswerGrew(reply, HARD_TEXT, ""));
        changes.add(new Change.AnswerGrew(reply, "", HARD_TEXT));
        changes.add(new Change.ToolAsked(reply, asked));
        changes.add(new Change.ToolAsked(reply, ran));
        for (FinishReason reason : FinishReason.values()) {
            changes.add(new Change.RunEnded(reply, outcome(reason)));
        }
        for (Answer.End end : ends) {
            changes.add(new Change.AnswerEnded(reply, end));
        }
        changes.add(
                new Change.MessageAdded(
                        new Message.Reply(
                                new MessageId(4),
                                after(2),
                                time(4),
                                new Answer(
                                        HARD_TEXT,
                                        "text",
                                        List.of(asked, ran),
                                        List.of(
                                                new Answer.Run(
                                                        RECIPE,
                                                        Optional.of(outcome(FinishReason.LENGTH))),
                                                new Answer.Run(PLAIN_RECIPE, Optional.empty())),
                                        Optional.of(ends.getFirst())))));
        changes.add(new Change.BranchShown(reply));
        for (Title.Source source : Title.Source.values()) {
            changes.add(new Change.Titled(new Title(HARD_TEXT, source)));
        }
        changes.add(new Change.Pinned(true));
        changes.add(new Change.Pinned(false));
        changes.add(new Change.SettingsChanged(SessionSettings.NONE));
        changes.add(
                new Change.SettingsChanged(
                        new SessionSettings(
                                Optional.of(HARD_TEXT),
                                Optional.of(Sampling.DEFAULT),
                                Optional.of(false),
                                Optional.of("/models/a b.gguf"))));
        Draft draft = new Draft(HARD_TEXT, List.of(new Attachment("a.txt", "b")));
        changes.add(new Change.Drafted(draft));
        changes.add(new Change.Drafted(Draft.EMPTY));
        changes.add(
                new Change.QueueChanged(
                        List.of(new Queued(7, draft), new Queued(8, Draft.of("next")))));
        changes.add(new Change.QueueChanged(List.of()));
        changes.add(new Change.ContextCut(Optional.of(new MessageId(2))));
        changes.add(new Change.ContextCut(Optional.empty()));
        List<Entry> entries = new ArrayList<>();
        changes.forEach(change -> entries.add(at(entries.size(), change)));
        return entries;
    }
}
