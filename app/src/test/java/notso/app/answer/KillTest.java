package notso.app.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.app.conversation.Answer;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;
import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.SessionSummary;
import notso.app.conversation.store.SessionStore;
import notso.app.conversation.store.StoreNotice;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** The application's process is killed at a random moment, over and over, on one data folder. */
@Timeout(1800)
class KillTest {

    /** What may be missing of an answer, and a little for a machine that is busy with others. */
    private static final long LOSS_NANOS = TimeUnit.MILLISECONDS.toNanos(1000);

    private static final int LATEST_KILL_MILLIS = 3000;
    private static final int RUNS = 20;
    private static final int RUNS_WHEN_STRICT = 200;

    private final Random random = new Random(3);

    @TempDir Path home;

    /** A line of the child, and when it came. */
    private record Line(String text, long nanos) {}

    /** What the child has told of questions, by session and message. */
    private final Map<SessionId, Map<MessageId, String>> asked = new HashMap<>();

    @Test
    void everySessionOpensAndNoQuestionIsMissing() throws Exception {
        int runs = Boolean.getBoolean("notso.test.strict") ? RUNS_WHEN_STRICT : RUNS;
        int killedWhileAnswering = 0;
        for (int run = 0; run < runs; run++) {
            List<Line> lines = new ArrayList<>();
            long killed = runAndKill(run, lines);
            Map<String, Integer> grown = told(lines, killed - LOSS_NANOS);
            killedWhileAnswering += grown.isEmpty() ? 0 : 1;
            check(run, grown);
        }
        assertTrue(
                killedWhileAnswering >= runs / 4,
                "killed while it answered: " + killedWhileAnswering + " of " + runs);
    }

    private long runAndKill(int run, List<Line> lines) throws IOException, InterruptedException {
        Process child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx128m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledMain.class.getName(),
                                home.toString(),
                                Integer.toString(run))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        Thread reader = Thread.ofPlatform().daemon().start(() -> read(child, lines));
        Thread.sleep(random.nextInt(LATEST_KILL_MILLIS));
        long killed = System.nanoTime();
        // By its handle: the process object would close the pipe and lose what is still in it.
        assertTrue(child.toHandle().destroyForcibly(), "it can be killed");
        assertEquals(128 + 9, child.waitFor(), "it was running until it was killed");
        reader.join();
        return killed;
    }

    private static void read(Process child, List<Line> lines) {
        try (BufferedReader in = child.inputReader()) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(new Line(line, System.nanoTime()));
            }
        } catch (IOException _) {
            // The end of one who was killed.
        }
    }

    /** Takes what was told, and gives what had grown so far by then. */
    private Map<String, Integer> told(List<Line> lines, long until) {
        Map<String, Integer> grown = new HashMap<>();
        for (Line line : lines) {
            if (!line.text().endsWith(KilledMain.END)) {
                continue;
            }
            String told = line.text().substring(0, line.text().length() - KilledMain.END.length());
            String[] words = told.split(" ", 4);
            SessionId session = new SessionId(words[1]);
            if (words[0].equals("asked")) {
                asked.computeIfAbsent(session, _ -> new HashMap<>())
                        .put(new MessageId(Integer.parseInt(words[2])), words[3]);
            } else if (line.nanos() < until) {
                grown.merge(words[1] + " " + words[2], Integer.parseInt(words[3]), Math::max);
            }
        }
        return grown;
    }

    private void check(int run, Map<String, Integer> grown) {
        List<StoreNotice> notices = new ArrayList<>();
        try (SessionStore store =
                SessionStore.open(
                        home.resolve("conversations"), InstantSource.system(), notices::add)) {
            List<SessionId> listed = store.list().stream().map(SessionSummary::id).toList();
            for (SessionId id : asked.keySet()) {
                assertTrue(listed.contains(id), "listed in run " + run);
                Session session = store.load(id).orElseThrow();
                asked.get(id)
                        .forEach(
                                (message, text) ->
                                        assertEquals(
                                                text,
                                                session.message(message)
                                                        .map(Message::text)
                                                        .orElse("missing"),
                                                "question " + message + " after run " + run));
            }
            grown.forEach(
                    (reply, length) -> {
                        String[] ids = reply.split(" ");
                        Session session = store.load(new SessionId(ids[0])).orElseThrow();
                        Answer answer =
                                session.answer(new MessageId(Integer.parseInt(ids[1])))
                                        .orElseThrow();
                        int kept = answer.reasoning().length() + answer.text().length();
                        assertTrue(
                                kept >= length,
                                "run " + run + ": " + kept + " of " + length + " characters");
                    });
        }
        assertEquals(List.of(), notices, "after run " + run);
    }
}
