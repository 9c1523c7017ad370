package notso.inference.llamacpp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many physical cores there are. Two threads on one core share its arithmetic units, so more
 * threads than cores make a model slower.
 */
final class ProcessorCores {

    private static final Path LINUX = Path.of("/proc/cpuinfo");

    private ProcessorCores() {}

    /** Physical cores that this process may use, at least 1. */
    static int physical() {
        int logical = Runtime.getRuntime().availableProcessors();
        int physical = logical;
        if (Files.isReadable(LINUX)) {
            try {
                physical = count(Files.readAllLines(LINUX));
            } catch (IOException _) {
                // Then the logical ones have to do.
            }
        } else if (System.getProperty("os.arch").equals("amd64")) {
            physical = logical / 2;
        }
        return Math.clamp(physical == 0 ? logical : physical, 1, logical);
    }

    /**
     * The pairs of package and core among the lines of {@code /proc/cpuinfo}; 0 if it names none.
     */
    static int count(List<String> lines) {
        Set<String> cores = new HashSet<>();
        String physicalPackage = "";
        for (String line : lines) {
            if (line.startsWith("physical id")) {
                physicalPackage = line;
            } else if (line.startsWith("core id")) {
                cores.add(physicalPackage + line);
            }
        }
        return cores.size();
    }
}
