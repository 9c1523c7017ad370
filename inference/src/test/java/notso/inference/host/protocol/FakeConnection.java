package notso.inference.host.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;

/** A connection whose other end has said everything already and remembers what it hears. */
final class FakeConnection implements ByteChannel {

    private final ByteBuffer incoming;
    private final int mostAtOnce;
    private final ByteArrayOutputStream outgoing = new ByteArrayOutputStream();

    FakeConnection(byte[] incoming, int mostAtOnce) {
        this.incoming = ByteBuffer.wrap(incoming);
        this.mostAtOnce = mostAtOnce;
    }

    byte[] sent() {
        return outgoing.toByteArray();
    }

    @Override
    public int read(ByteBuffer target) {
        if (!incoming.hasRemaining()) {
            return -1;
        }
        int count = Math.min(mostAtOnce, Math.min(incoming.remaining(), target.remaining()));
        for (int i = 0; i < count; i++) {
            target.put(incoming.get());
        }
        return count;
    }

    @Override
    public int write(ByteBuffer source) {
        int count = Math.min(mostAtOnce, source.remaining());
        for (int i = 0; i < count; i++) {
            outgoing.write(source.get());
        }
        return count;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
