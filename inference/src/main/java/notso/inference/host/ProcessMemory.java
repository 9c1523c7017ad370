package notso.inference.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much memory a process takes. */
public final class ProcessMemory {

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s*(\\d{1,15}) kB");

    private ProcessMemory() {}

    /** What of it is in the machine's memory, mapped files included; known on Linux alone. */
    public static OptionalLong residentBytes(ProcessHandle process) {
        try {
            Matcher resident =
                    RESIDENT.matcher(
                            Files.readString(
                                    Path.of("/proc", Long.toString(process.pid()), "status")));
            return resident.find()
                    ? OptionalLong.of(Long.parseLong(resident.group(1)) << 10)
                    : OptionalLong.empty();
        } catch (IOException _) {
            return OptionalLong.empty();
        }
    }
}
