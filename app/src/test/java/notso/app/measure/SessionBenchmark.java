package notso.app.measure;

import notso.app.conversation.Answer;
import notso.app.conversation.Change;
import notso.app.conversation.Entry;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;
import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.SessionSummary;
import notso.app.conversation.Title;
import notso.app.conversation.store.SessionStore;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * How long it takes to list 2,000 sessions, and to open one of 2,000 messages. Arguments: {@code
 * write FOLDER} first, then {@code read FOLDER} in a process of its own, whose first figures are
 * those of a cold virtual machine.
 */
final class SessionBenchmark {

    private static final int SESSIONS = 2000;
    private static final int MESSAGES = 20;
    private static final int MESSAGES_OF_LARGE = 2000;
    private static final int RUNS = 21;
    private static final SessionId LARGE = new SessionId("large");

    private SessionBenchmark() {}

    public static void main(String[] args) {
        Path folder = Path.of(args[1]);
        if (args[0].equals("write")) {
            write(folder);
        } else {
            list(folder);
            open(folder);
        }
    }

    private static void write(Path folder) {
        Random random = new Random(1);
        try (SessionStore store = SessionStore.open(folder, InstantSource.system(), _ -> {})) {
            for (int i = 0; i < SESSIONS; i++) {
                write(store, SessionId.fresh(Instant.now(), random), MESSAGES, random);
            }
            write(store, LARGE, MESSAGES_OF_LARGE, random);
            System.out.println("written: " + store.list().size() + " sessions");
        }
    }

    private static void write(SessionStore store, SessionId id, int messages, Random random) {
        Session session = new Session(id, Instant.now());
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.Titled(new Title(words(random, 5), Title.Source.MODEL)));
        for (int i = 1; i <= messages; i++) {
            Optional<MessageId> parent =
                    i == 1 ? Optional.empty() : Optional.of(new MessageId(i - 1));
            changes.add(
                    new Change.MessageAdded(
                            i % 2 == 1
                                    ? new Message.Question(
                                            new MessageId(i),
                                            parent,
                                            Instant.now(),
                                            words(random, 30),
                                            List.of())
                                    : new Message.Reply(
                                            new MessageId(i),
                                            parent,
                                            Instant.now(),
                                            Answer.EMPTY.grown(
                                                    words(random, 60), words(random, 150)))));
        }
        List<Entry> entries =
                changes.stream().map(change -> new Entry(Instant.now(), change)).toList();
        entries.forEach(session::apply);
        store.append(id, session.created(), entries, false);
        store.release(session);
    }

    private static String words(Random random, int count) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < count; i++) {
            int letters = 2 + random.nextInt(8);
            for (int letter = 0; letter < letters; letter++) {
                words.append((char) ('a' + random.nextInt(26)));
            }
            words.append(' ');
        }
        return words.toString().strip();
    }

    private static void list(Path folder) {
        double[] millis = new double[RUNS];
        int size = 0;
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            try (SessionStore store = SessionStore.open(folder, InstantSource.system(), _ -> {})) {
                List<SessionSummary> list = store.list();
                millis[i] = (System.nanoTime() - start) / 1e6;
                size = list.size();
            }
        }
        print("open and list " + size + " sessions", millis);
    }

    private static void open(Path folder) {
        double[] millis = new double[RUNS];
        int size = 0;
        for (int i = 0; i < RUNS; i++) {
            try (SessionStore store = SessionStore.open(folder, InstantSource.system(), _ -> {})) {
                long start = System.nanoTime();
                Session session = store.load(LARGE).orElseThrow();
                millis[i] = (System.nanoTime() - start) / 1e6;
                size = session.messages().size();
            }
        }
        print("load a session of " + size + " messages", millis);
    }

    private static void print(String what, double[] millis) {
        double first = millis[0];
        Arrays.sort(millis);
        System.out.printf(
                "%s: first %.0f ms, median %.1f ms, highest %.1f ms%n",
                what, first, millis[millis.length / 2], millis[millis.length - 1]);
    }
}
