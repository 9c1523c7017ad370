package notso.app.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of processes, as the system tells it. */
final class ProcessMemory {

    private static final long KIBIBYTE = 1024;

    private ProcessMemory() {}

    static long heap() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    static long resident() {
        return resident(ProcessHandle.current());
    }

    /** Of all processes that this one has started. */
    static long children() {
        return ProcessHandle.current().descendants().mapToLong(ProcessMemory::resident).sum();
    }

    /** In bytes, 0 where it cannot be known; Linux, proc(5), VmRSS. */
    private static long resident(ProcessHandle process) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D+", ""))
                    .filter(digits -> !digits.isEmpty() && digits.length() < 16)
                    .mapToLong(digits -> Long.parseLong(digits) * KIBIBYTE)
                    .findFirst()
                    .orElse(0);
        } catch (IOException _) {
            return 0;
        }
    }
}
