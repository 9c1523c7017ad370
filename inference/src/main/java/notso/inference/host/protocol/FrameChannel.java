package notso.inference.host.protocol;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.Optional;

/**
 * Sends and receives messages over a connection. Any thread may send; one thread receives. Each
 * message leaves at once.
 *
 * <p>An interrupt does not close the channel, as it would otherwise do in the middle of a write: it
 * is kept for later.
 */
public final class FrameChannel implements AutoCloseable {

    /** Longest content of a frame: prompts of two million tokens, not a heap full of garbage. */
    public static final int LONGEST = 8 << 20;

    private final ByteChannel channel;
    private final FrameWriter writer = new FrameWriter();
    private final ByteBuffer received = ByteBuffer.allocate(1 << 16).flip();

    public FrameChannel(ByteChannel channel) {
        this.channel = channel;
    }

    /**
     * @throws FrameException if the message is too large; nothing was sent then
     */
    public void send(HostMessage message) throws IOException {
        synchronized (writer) {
            writer.begin();
            HostMessageCodec.write(writer, message);
            flush();
        }
    }

    /**
     * @throws FrameException if the message is too large; nothing was sent then
     */
    public void send(ClientMessage message) throws IOException {
        synchronized (writer) {
            writer.begin();
            ClientMessageCodec.write(writer, message);
            flush();
        }
    }

    /** Waits for the next message of the host; empty at the end of the connection. */
    public Optional<HostMessage> receiveFromHost() throws IOException {
        return receive(LONGEST, HostMessageCodec::read);
    }

    /** Waits for the next message of the client; empty at the end of the connection. */
    public Optional<ClientMessage> receiveFromClient() throws IOException {
        return receive(LONGEST, ClientMessageCodec::read);
    }

    /** Waits for a first message, short because its sender is not known yet. */
    public Optional<HostMessage> receiveGreeting() throws IOException {
        return receive(1 << 10, HostMessageCodec::read);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void flush() throws IOException {
        if (writer.size() > LONGEST) {
            throw new FrameException(
                    "a message of " + writer.size() + " bytes is more than " + LONGEST);
        }
        boolean interrupted = Thread.interrupted();
        try {
            ByteBuffer frame = writer.end();
            while (frame.hasRemaining()) {
                channel.write(frame);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> Optional<T> receive(int longest, FrameReader.Value<T> codec) throws IOException {
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
        if (!fill(length)) {
            return Optional.empty();
        }
        int size = length.getInt(0);
        if (size < 1 || size > longest) {
            throw new FrameException("a frame of " + size + " bytes is not allowed");
        }
        ByteBuffer content = ByteBuffer.allocate(size);
        if (!fill(content)) {
            return Optional.empty();
        }
        FrameReader reader = new FrameReader(content.array());
        T message = codec.read(reader);
        reader.end();
        return Optional.of(message);
    }

    /** False if the connection ended first. */
    private boolean fill(ByteBuffer target) throws IOException {
        while (target.hasRemaining()) {
            if (!received.hasRemaining()) {
                received.clear();
                int count = channel.read(received);
                received.flip();
                if (count < 0) {
                    return false;
                }
            }
            int count = Math.min(received.remaining(), target.remaining());
            target.put(received.slice(received.position(), count));
            received.position(received.position() + count);
        }
        return true;
    }
}
