package notso.app.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Refuses every socket of this Java process that is not of the Unix domain, and every name look-up,
 * and writes down who tried. A Java agent: it comes before the main class, whatever that is.
 *
 * <p>Its argument is a folder. There each guarded process leaves a file {@code process-PID} with
 * its command line, and each attempt a file {@code attempt-PID-…} with what it was and a stack
 * trace.
 */
public final class NetworkGuard {

    static final String PROCESS = "process-";
    static final String ATTEMPT = "attempt-";

    private static volatile Optional<Path> folder = Optional.empty();

    private NetworkGuard() {}

    /** Called by the virtual machine before the main class is loaded. */
    @SuppressWarnings("deprecation") // There is no other way to replace these for good.
    public static void premain(String argument) throws IOException {
        folder = Optional.of(Path.of(argument));
        Socket.setSocketImplFactory(
                () -> {
                    throw new UncheckedIOException(refuse("Socket"));
                });
        ServerSocket.setSocketFactory(
                () -> {
                    throw new UncheckedIOException(refuse("ServerSocket"));
                });
        DatagramSocket.setDatagramSocketImplFactory(
                () -> {
                    throw new UncheckedIOException(refuse("DatagramSocket"));
                });
        Files.writeString(
                Path.of(argument, PROCESS + ProcessHandle.current().pid()),
                System.getProperty("sun.java.command", ""));
    }

    /** True in a process that is guarded. */
    static boolean isOn() {
        return folder.isPresent();
    }

    /**
     * Writes an attempt down.
     *
     * @return what to throw
     */
    static SocketException refuse(String what) {
        SocketException refusal = new SocketException("no network here: " + what);
        folder.ifPresent(place -> write(place, what, refusal));
        return refusal;
    }

    private static void write(Path place, String what, Throwable attempt) {
        List<String> lines = new ArrayList<>();
        lines.add(what + " on thread " + Thread.currentThread().getName());
        for (StackTraceElement element : attempt.getStackTrace()) {
            lines.add("\tat " + element);
        }
        String name = ATTEMPT + ProcessHandle.current().pid() + "-" + UUID.randomUUID();
        try {
            Files.write(place.resolve(name), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
