package notso.app.measure;

import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.SessionSummary;
import notso.app.conversation.search.SearchIndex;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Indexes made-up sessions and types queries into the index, letter by letter. {@code build FOLDER
 * [SESSIONS]} begins with an empty index, {@code search FOLDER} with one that was built before, so
 * that the start of a process is measured.
 */
public final class SearchBenchmark {

    private static final int MESSAGES = 20;
    private static final int HITS = 30;
    private static final int WARMING_ROUNDS = 3;
    private static final int ROUNDS = 5;
    private static final long SEED = 1;

    private SearchBenchmark() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[1]);
        if (args[0].equals("build")) {
            build(folder, args.length > 2 ? Integer.parseInt(args[2]) : 2_000);
        } else {
            search(folder);
        }
    }

    private static void build(Path folder, int sessions) throws IOException {
        MadeUpSessions made = new MadeUpSessions(SEED);
        List<Session> all = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            all.add(made.next(i, MESSAGES));
        }
        long characters =
                all.stream()
                        .flatMap(session -> session.messages().stream())
                        .mapToLong(message -> message.text().length())
                        .sum();
        System.out.printf(
                "%d sessions, %.1f M characters of questions and answers%n",
                sessions, characters / 1e6);
        long before = heap();
        try (SearchIndex index = SearchIndex.open(folder)) {
            long start = System.nanoTime();
            all.forEach(index::put);
            System.out.printf(
                    "indexed in %.0f ms, heap %.1f MB, file %.1f MB%n",
                    since(start), (heap() - before) / 1e6, size(folder) / 1e6);
            int count = Math.min(200, sessions);
            start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                index.put(all.get(i));
            }
            System.out.printf("one again: %.2f ms%n", since(start) / count);
            start = System.nanoTime();
            long current = all.stream().filter(s -> index.isCurrent(SessionSummary.of(s))).count();
            System.out.printf("%d are current, asked in %.1f ms%n", current, since(start));
            start = System.nanoTime();
            for (int i = 0; i < count; i += 10) {
                index.remove(all.get(sessions - 1 - i).id());
            }
            System.out.printf("one forgotten: %.0f ms%n", since(start) / ((count + 9) / 10));
            Set<SessionId> half = new HashSet<>();
            all.subList(0, sessions / 2).forEach(session -> half.add(session.id()));
            start = System.nanoTime();
            index.retainOnly(half);
            System.out.printf(
                    "half forgotten in %.0f ms, file %.1f MB%n", since(start), size(folder) / 1e6);
            all.forEach(index::put);
        }
    }

    private static void search(Path folder) {
        MadeUpSessions made = new MadeUpSessions(SEED);
        long before = heap();
        long start = System.nanoTime();
        try (SearchIndex index = SearchIndex.open(folder)) {
            double opened = since(start);
            int hits = index.search("ra", HITS).size();
            System.out.printf(
                    "cold: open %.0f ms, with the first search %.0f ms (%d hits)%n",
                    opened, since(start), hits);
            List<Double> times = new ArrayList<>();
            for (int round = 0; round < WARMING_ROUNDS + ROUNDS; round++) {
                for (String query : made.queries()) {
                    for (int length = 1; length <= query.length(); length++) {
                        String typed = query.substring(0, length);
                        start = System.nanoTime();
                        index.search(typed, HITS);
                        if (round >= WARMING_ROUNDS) {
                            times.add(since(start));
                        }
                    }
                }
            }
            Collections.sort(times);
            System.out.printf(
                    "%d keystrokes: median %.1f ms, p95 %.1f ms, max %.1f ms%n",
                    times.size(),
                    times.get(times.size() / 2),
                    times.get(times.size() * 95 / 100),
                    times.getLast());
            System.out.printf("heap %.1f MB%n", (heap() - before) / 1e6);
        }
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static long heap() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
