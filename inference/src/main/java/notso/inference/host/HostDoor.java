package notso.inference.host;

import notso.inference.host.protocol.FrameChannel;
import notso.inference.host.protocol.HostMessage;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Where a new host knocks: a Unix-domain socket in a fresh folder that only the user can enter.
 * Whoever does not know the token is sent away. Closing the door leaves nothing on disk.
 */
final class HostDoor implements AutoCloseable {

    /** A connection with what was received of it so far. */
    record Guest(SocketChannel socket, FrameChannel channel) {}

    /** Systems allow between 104 and 108 bytes for the path of a socket. */
    private static final int LONGEST_PATH = 100;

    private final Path folder;
    private final Path socket;
    private final ServerSocketChannel server;
    private final String token = newToken();
    private final CompletableFuture<Guest> guest = new CompletableFuture<>();

    private HostDoor(Path folder) throws IOException {
        this.folder = folder;
        this.socket = folder.resolve("s");
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    }

    static HostDoor open() throws IOException {
        HostDoor door = new HostDoor(privateFolder());
        try {
            door.server.bind(UnixDomainSocketAddress.of(door.socket));
        } catch (IOException e) {
            door.close();
            throw e;
        }
        Thread.ofPlatform().daemon().name("engine-door").start(door::receive);
        return door;
    }

    Path socket() {
        return socket;
    }

    /** What the host has to say first. */
    String token() {
        return token;
    }

    /** The connection to the host, when it has come. */
    CompletableFuture<Guest> guest() {
        return guest;
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
        Files.deleteIfExists(folder);
    }

    private void receive() {
        while (!guest.isDone()) {
            try {
                SocketChannel stranger = server.accept();
                // Each on a thread of its own: one that stays silent keeps nobody out.
                Thread.ofPlatform().daemon().name("engine-door").start(() -> greet(stranger));
            } catch (IOException e) {
                guest.completeExceptionally(e);
            }
        }
    }

    private void greet(SocketChannel stranger) {
        FrameChannel channel = new FrameChannel(stranger);
        try {
            Optional<HostMessage> greeting = channel.receiveGreeting();
            if (!(greeting.isPresent()
                    && greeting.get() instanceof HostMessage.Hello(String said)
                    && isToken(said)
                    && guest.complete(new Guest(stranger, channel)))) {
                channel.close();
            }
        } catch (IOException e) {
            closeQuietly(stranger);
        }
    }

    private boolean isToken(String said) {
        return MessageDigest.isEqual(
                token.getBytes(StandardCharsets.UTF_8), said.getBytes(StandardCharsets.UTF_8));
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It is of no use any more.
        }
    }

    private static Path privateFolder() throws IOException {
        IOException failure = new IOException("no folder has a path short enough for a socket");
        for (Path parent :
                List.of(Path.of(System.getProperty("java.io.tmpdir")), Path.of("/tmp"))) {
            try {
                Path folder =
                        Files.createTempDirectory(
                                parent.toAbsolutePath(), "notso", HostLog.privately("rwx------"));
                if (folder.toString().getBytes(StandardCharsets.UTF_8).length < LONGEST_PATH - 2) {
                    return folder;
                }
                Files.delete(folder);
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    private static String newToken() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
