package notso.app.instance;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Takes over from later starts. Whoever says something else, or nothing, is sent away. */
final class Listener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final int MOST_AT_ONCE = 8;
    private static final long PATIENCE_MILLIS = 2000;

    private final Address address;
    private final Consumer<Handover> handovers;
    private final ServerSocketChannel server;
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);

    private Listener(Address address, Consumer<Handover> handovers) throws IOException {
        this.address = address;
        this.handovers = handovers;
        Files.deleteIfExists(address.socket());
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    }

    static Listener start(Address address, Consumer<Handover> handovers) throws IOException {
        Listener listener = new Listener(address, handovers);
        try {
            listener.server.bind(UnixDomainSocketAddress.of(address.socket()));
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        Thread.ofPlatform().daemon().name("instance").start(listener::listen);
        return listener;
    }

    private void listen() {
        try {
            while (true) {
                SocketChannel visitor = server.accept();
                if (room.tryAcquire()) {
                    Thread.ofVirtual().start(() -> receive(visitor));
                } else {
                    visitor.close();
                }
            }
        } catch (IOException _) {
            // Closed, at the end.
        }
    }

    private void receive(SocketChannel visitor) {
        Thread receiver = Thread.currentThread();
        Thread watch =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        if (!receiver.join(Duration.ofMillis(PATIENCE_MILLIS))) {
                                            visitor.close();
                                        }
                                    } catch (InterruptedException | IOException _) {
                                        // It has said what it had to say.
                                    }
                                });
        try (visitor) {
            Handover handover = HandoverMessage.read(visitor, address.secret());
            int _ = visitor.write(ByteBuffer.wrap(new byte[] {HandoverMessage.TAKEN}));
            handovers.accept(handover);
        } catch (IOException e) {
            LOG.debug("Somebody who had nothing to hand over", e);
        } finally {
            watch.interrupt();
            room.release();
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(address.socket());
        } catch (IOException e) {
            LOG.debug("The next start clears the socket away", e);
        }
    }
}
