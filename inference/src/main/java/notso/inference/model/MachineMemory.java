package notso.inference.model;

import com.sun.management.OperatingSystemMXBean;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory of this machine, in bytes.
 *
 * @param totalBytes all of it, or what a container may use
 * @param availableBytes what a program can have now without pushing others out
 */
public record MachineMemory(long totalBytes, long availableBytes) {

    private static final Path LINUX = Path.of("/proc/meminfo");
    private static final Pattern TOTAL = Pattern.compile("(?m)^MemTotal:\\s+(\\d{1,15}) kB");
    private static final Pattern AVAILABLE =
            Pattern.compile("(?m)^MemAvailable:\\s+(\\d{1,15}) kB");

    public static MachineMemory now() {
        OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        MachineMemory told =
                new MachineMemory(system.getTotalMemorySize(), system.getFreeMemorySize());
        try {
            return Files.isReadable(LINUX) ? told.refinedBy(Files.readString(LINUX)) : told;
        } catch (IOException _) {
            return told;
        }
    }

    /**
     * Linux counts disk caches as used, except in this file, which in turn does not know of a
     * container's limit.
     */
    MachineMemory refinedBy(String meminfo) {
        OptionalLong total = bytes(TOTAL, meminfo);
        OptionalLong available = bytes(AVAILABLE, meminfo);
        if (total.isEmpty() || available.isEmpty()) {
            return this;
        }
        return totalBytes < total.getAsLong()
                ? new MachineMemory(totalBytes, Math.min(availableBytes, available.getAsLong()))
                : new MachineMemory(total.getAsLong(), available.getAsLong());
    }

    private static OptionalLong bytes(Pattern line, String meminfo) {
        Matcher found = line.matcher(meminfo);
        return found.find()
                ? OptionalLong.of(Long.parseLong(found.group(1)) << 10)
                : OptionalLong.empty();
    }
}
