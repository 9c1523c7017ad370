package notso.inference.llamacpp.ffi;

import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Receives what llama.cpp logs: passes it on to the system's logger, and remembers the latest
 * error, which is all that says why a native call failed.
 */
final class NativeLog {

    private static final System.Logger LOGGER = System.getLogger(NativeLog.class.getPackageName());

    /** {@code ggml_log_level}. */
    private static final int ERROR = 4;

    private final AtomicReference<String> latestError = new AtomicReference<>("");

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

    /** Takes the latest error message, empty if there was none since the last call. */
    String takeError() {
        return latestError.getAndSet("");
    }

    /** {@code void (*)(enum ggml_log_level level, const char * text, void * user_data)}. */
    void log(int level, MemorySegment text, MemorySegment userData) {
        String line = NativeInterface.string(text).strip();
        if (line.isEmpty()) {
            return;
        }
        if (level == ERROR) {
            latestError.set(line);
        }
        LOGGER.log(Level.DEBUG, line);
    }
}
