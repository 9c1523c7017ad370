package notso.app.measure;

import notso.app.conversation.importing.ImportNotice;
import notso.app.conversation.importing.SessionImporter;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * How long a large export of ChatGPT takes to import, its sessions handed on one by one, and how
 * much of the heap is in use beside them.
 *
 * <p>Arguments: megabytes (100), and {@code keep} to keep all sessions in memory.
 */
final class ImportSpeed {

    private static final int MESSAGES = 40;

    private ImportSpeed() {}

    public static void main(String[] args) throws IOException {
        int megabytes = args.length > 0 ? Integer.parseInt(args[0]) : 100;
        boolean keeps = args.length > 1 && args[1].equals("keep");
        Path file = Files.createTempFile("export", ".json");
        try {
            write(file, megabytes * 1_000_000L);
            for (int i = 0; i < 3; i++) {
                read(file, keeps);
            }
        } finally {
            Files.delete(file);
        }
    }

    private static void read(Path file, boolean keeps) throws IOException {
        SessionImporter importer =
                new SessionImporter(InstantSource.system(), new Random(1), _ -> false);
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        long before = runtime.totalMemory() - runtime.freeMemory();
        int[] counts = new int[2];
        long[] most = new long[1];
        long start = System.nanoTime();
        List<ImportNotice> notices;
        if (keeps) {
            var result = importer.read(file);
            result.sessions().forEach(session -> counts[1] += session.messages().size());
            counts[0] = result.sessions().size();
            notices = result.notices();
            System.gc();
            most[0] = runtime.totalMemory() - runtime.freeMemory();
        } else {
            notices =
                    importer.read(
                            file,
                            session -> {
                                counts[0]++;
                                counts[1] += session.messages().size();
                                if (counts[0] % 200 == 0) {
                                    System.gc();
                                    long used = runtime.totalMemory() - runtime.freeMemory();
                                    most[0] = Math.max(most[0], used);
                                }
                            });
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%.0f MB, %d conversations, %d messages, %d notices: %.2f s, %.1f MB of heap%n",
                Files.size(file) / 1e6,
                counts[0],
                counts[1],
                notices.size(),
                seconds,
                (most[0] - before) / 1e6);
    }

    private static void write(Path file, long length) throws IOException {
        Random random = new Random(3);
        try (Writer out = Files.newBufferedWriter(file)) {
            long written = 0;
            String separator = "[";
            for (int number = 0; written < length; number++) {
                String text = separator + conversation(number, random);
                out.write(text);
                written += text.length();
                separator = ",\n";
            }
            out.write("]");
        }
    }

    private static String conversation(int number, Random random) {
        StringBuilder json =
                new StringBuilder("{\"title\":\"Conversation " + number + "\",\"create_time\":");
        json.append(1_700_000_000 + number).append(".5,\"mapping\":{\"n0\":{\"id\":\"n0\",");
        json.append("\"message\":null,\"parent\":null,\"children\":[\"n1\"]}");
        for (int i = 1; i <= MESSAGES; i++) {
            json.append(",\"n").append(i).append("\":{\"id\":\"n").append(i);
            json.append("\",\"message\":{\"id\":\"n")
                    .append(i)
                    .append("\",\"author\":{\"role\":\"");
            json.append(i % 2 == 1 ? "user" : "assistant");
            json.append("\",\"name\":null,\"metadata\":{}},\"create_time\":");
            json.append(1_700_000_000 + number + i).append(".25,\"update_time\":null,");
            json.append("\"content\":{\"content_type\":\"text\",\"parts\":[\"");
            int words = i % 2 == 1 ? 20 : 250;
            for (int w = 0; w < words; w++) {
                json.append(Integer.toString(random.nextInt(1 << 24), 36)).append(' ');
            }
            json.append(
                    "\"]},\"status\":\"finished_successfully\",\"end_turn\":true,\"weight\":1.0,");
            json.append(
                    "\"metadata\":{\"model_slug\":\"m\",\"citations\":[],\"request_id\":\"r\",");
            json.append("\"timestamp_\":\"absolute\"},\"recipient\":\"all\",\"channel\":null},");
            json.append("\"parent\":\"n").append(i - 1).append("\",\"children\":[\"n");
            json.append(i + 1).append("\"]}");
        }
        json.append("},\"moderation_results\":[],\"current_node\":\"n").append(MESSAGES);
        return json.append("\",\"conversation_id\":\"c").append(number).append("\"}").toString();
    }
}
