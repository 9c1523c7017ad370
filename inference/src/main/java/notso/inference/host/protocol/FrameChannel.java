package notso.inference.host.protocol;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

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

    private static final int USUAL = 1 << 16;

    /** Between two tries to write to a full channel. */
    private static final long FULL_NANOS = 50_000;

    private final ByteChannel channel;
    private final FrameWriter writer = new FrameWriter();
    private ByteBuffer received = ByteBuffer.allocate(USUAL).flip();
    private int needed;

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

    /**
     * The next message of the host if it is here already; for a channel that does not block.
     *
     * @throws EOFException at the end of the connection
     */
    public Optional<HostMessage> pollFromHost() throws IOException {
        while (true) {
            Optional<HostMessage> message = take(LONGEST, HostMessageCodec::read);
            if (message.isPresent()) {
                return message;
            }
            int count = fill();
            if (count < 0) {
                throw new EOFException();
            }
            if (count == 0) {
                return Optional.empty();
            }
        }
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
                if (channel.write(frame) == 0) {
                    // The other end is slow, and this one does not block.
                    LockSupport.parkNanos(FULL_NANOS);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> Optional<T> receive(int longest, FrameReader.Value<T> codec) throws IOException {
        while (true) {
            Optional<T> message = take(longest, codec);
            if (message.isPresent() || fill() < 0) {
                return message;
            }
        }
    }

    /** The first message among the bytes received, if they hold a whole one. */
    private <T> Optional<T> take(int longest, FrameReader.Value<T> codec) throws FrameException {
        if (received.remaining() < Integer.BYTES) {
            return Optional.empty();
        }
        int size = received.getInt(received.position());
        if (size < 1 || size > longest) {
            throw new FrameException("a frame of " + size + " bytes is not allowed");
        }
        needed = Integer.BYTES + size;
        if (received.remaining() < needed) {
            return Optional.empty();
        }
        byte[] content = new byte[size];
        received.getInt();
        received.get(content);
        FrameReader reader = new FrameReader(content);
        T message = codec.read(reader);
        reader.end();
        return Optional.of(message);
    }

    /** Reads once, into a buffer with room for the frame under way; negative at the end. */
    private int fill() throws IOException {
        received.compact();
        if (received.capacity() < needed) {
            received = ByteBuffer.allocate(needed).put(received.flip());
        } else if (received.position() == 0 && received.capacity() > USUAL && needed <= USUAL) {
            received = ByteBuffer.allocate(USUAL);
        }
        try {
            return channel.read(received);
        } finally {
            received.flip();
        }
    }
}
