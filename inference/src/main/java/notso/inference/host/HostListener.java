package notso.inference.host;

import notso.inference.host.protocol.FrameChannel;
import notso.inference.host.protocol.HostMessage;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Optional;

/**
 * Waits for a host's messages on the thread that wants them: a token that had to pass through a
 * thread of its own would arrive later on a machine whose processors are all busy with the model.
 * One thread at a time; {@link #wake()} is for any other.
 */
final class HostListener implements AutoCloseable {

    private final FrameChannel channel;
    private final Selector selector;

    HostListener(HostDoor.Guest host) throws IOException {
        channel = host.channel();
        selector = Selector.open();
        try {
            host.socket().configureBlocking(false);
            host.socket().register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            selector.close();
            throw e;
        }
    }

    /** The next message; empty after this time, when woken, or when interrupted. */
    Optional<HostMessage> await(Duration most) throws IOException {
        Optional<HostMessage> message = channel.pollFromHost();
        if (message.isPresent() || !most.isPositive()) {
            return message;
        }
        // Zero would wait for ever.
        selector.select(Math.max(1, most.toMillis()));
        selector.selectedKeys().clear();
        return channel.pollFromHost();
    }

    /** Ends the wait of the other thread, or the next one. */
    void wake() {
        selector.wakeup();
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
