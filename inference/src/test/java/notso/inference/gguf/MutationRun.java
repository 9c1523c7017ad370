package notso.inference.gguf;

import com.sun.management.ThreadMXBean;

import notso.inference.EngineException;
import notso.inference.fixture.TestModel;
import notso.inference.fixture.TestShape;
import notso.inference.model.ModelCheck;
import notso.inference.model.ModelDescription;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Damages a small model many times, and opens, describes and checks each result as before a native
 * load. As a program: {@code MutationRun FOLDER [FILES] [SEED]} prints what came of it.
 */
public final class MutationRun {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Path folder;
    private final long seed;

    /**
     * What came of a run.
     *
     * @param passed files whose damage hurts nothing
     * @param messages one for each refused file
     * @param slow files that took more than a second
     * @param mostAllocated bytes of heap that the most expensive file took
     */
    public record Tally(
            int passed, List<String> messages, int slow, long slowestMicros, long mostAllocated) {}

    public MutationRun(Path folder, long seed) {
        this.folder = folder;
        this.seed = seed;
    }

    public Tally run(int files) throws IOException {
        Path path = smallModel().writeTo(folder.resolve("mutated.gguf"));
        byte[] original = Files.readAllBytes(path);
        Mutations mutations;
        try (GgufFile file = GgufFile.open(path)) {
            mutations = new Mutations(original, (int) file.dataStart(), seed);
        }
        List<String> messages = new ArrayList<>();
        int slow = 0;
        long slowest = 0;
        long mostAllocated = 0;
        for (int i = 0; i < files; i++) {
            Files.write(path, mutations.next());
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long started = System.nanoTime();
            try (GgufFile file = GgufFile.open(path)) {
                ModelDescription.of(file);
                ModelCheck.requireRunnable(file);
            } catch (EngineException e) {
                messages.add(e.getMessage());
            }
            long micros = (System.nanoTime() - started) / 1000;
            slow += micros > 1_000_000 ? 1 : 0;
            slowest = Math.max(slowest, micros);
            mostAllocated =
                    Math.max(mostAllocated, THREADS.getCurrentThreadAllocatedBytes() - allocated);
        }
        return new Tally(files - messages.size(), messages, slow, slowest, mostAllocated);
    }

    /** A few tens of kilobytes, most of them metadata. */
    static TestModel smallModel() {
        return TestModel.tiny()
                .withShape(new TestShape(1, 32, 32, 1, 1, 32, 128, 0))
                .withType(GgmlType.Q8_0);
    }

    public static void main(String[] arguments) throws IOException {
        int files = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 2026;
        Tally tally = new MutationRun(Path.of(arguments[0]), seed).run(files);
        System.out.printf(
                "%,d files: %,d passed, %,d refused, %d over a second, slowest %.1f ms,"
                        + " at most %,d KiB of heap for one%n",
                files,
                tally.passed(),
                tally.messages().size(),
                tally.slow(),
                tally.slowestMicros() / 1000.0,
                tally.mostAllocated() >> 10);
    }
}
