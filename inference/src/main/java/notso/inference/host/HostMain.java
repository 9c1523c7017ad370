package notso.inference.host;

import notso.inference.host.protocol.FrameChannel;
import notso.inference.host.protocol.HostMessage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The engine host's main class. It runs one engine for the application that started it, and ends
 * with it.
 *
 * <p>Arguments: the socket to connect to, the engine's name, milliseconds between signs of life.
 * The token that proves who it is comes as the first line of standard input, where no list of
 * processes shows it.
 */
public final class HostMain {

    private HostMain() {}

    public static void main(String[] args) throws IOException {
        run(args, Backends::open);
    }

    /** Runs a host with other engines; for tests. */
    public static void run(String[] args, BackendFactory backends) throws IOException {
        haltWithParent();
        InterruptSignal.ignore();
        String token = readToken();
        SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(Path.of(args[0])));
        FrameChannel channel = new FrameChannel(socket);
        channel.send(new HostMessage.Hello(token));
        Duration beat = Duration.ofMillis(Long.parseLong(args[2]));
        new HostSession(channel, Runtime.getRuntime()::halt).run(args[1], backends, beat);
        // Not halt: the engine's own shutdown hooks remove what it left on disk.
        System.exit(0);
    }

    /** The socket's end says the same; this is for a system where it comes late. */
    private static void haltWithParent() {
        ProcessHandle.current()
                .parent()
                .ifPresent(parent -> parent.onExit().thenRun(() -> Runtime.getRuntime().halt(0)));
    }

    private static String readToken() throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        return Optional.ofNullable(in.readLine()).orElse("");
    }
}
