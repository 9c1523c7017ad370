package notso.inference.llamacpp.ffi;

import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * Receives what llama.cpp logs: passes it on to the system's logger, and remembers the first error,
 * which is all that says why a native call failed.
 */
final class NativeLog {

    private static final System.Logger LOGGER = System.getLogger(NativeLog.class.getPackageName());

    /** {@code ggml_log_level}. */
    private static final int ERROR = 4;

    /** Messages begin with the name of the function that they come from. */
    private static final Pattern FUNCTION = Pattern.compile("^\\w+: ");

    private final AtomicReference<String> firstError = new AtomicReference<>("");

    /** Installs the log for the rest of the process. */
    NativeLog(LlamaApi llama) {
        llama.llama_log_set(
                NativeInterface.callback(
                        MethodHandles.lookup(),
                        this,
                        "log",
                        FunctionDescriptor.ofVoid(
                                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS),
                        Arena.global()),
                MemorySegment.NULL);
    }

    /**
     * Takes the first error message since the last call, which says more than those that follow
     * from it; empty if there was none.
     */
    String takeError() {
        return FUNCTION.matcher(firstError.getAndSet("")).replaceFirst("");
    }

    /** {@code void (*)(enum ggml_log_level level, const char * text, void * user_data)}. */
    void log(int level, MemorySegment text, MemorySegment userData) {
        String line = NativeInterface.string(text).strip();
        if (line.isEmpty()) {
            return;
        }
        if (level == ERROR) {
            firstError.compareAndSet("", line);
        }
        LOGGER.log(Level.DEBUG, line);
    }
}
