package notso.app.guard;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;

/** Channels of the Unix domain, selectors and pipes as usual; no others. */
public final class GuardedSelectorProvider extends SelectorProvider {

    private final SelectorProvider usual;

    /** Called by the class library, which was told the name. */
    public GuardedSelectorProvider() throws ReflectiveOperationException {
        this.usual =
                (SelectorProvider)
                        Class.forName("sun.nio.ch.DefaultSelectorProvider")
                                .getMethod("get")
                                .invoke(null);
    }

    @Override
    public DatagramChannel openDatagramChannel() throws IOException {
        throw NetworkGuard.refuse("DatagramChannel");
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
        throw NetworkGuard.refuse("DatagramChannel");
    }

    @Override
    public Pipe openPipe() throws IOException {
        return usual.openPipe();
    }

    @Override
    public AbstractSelector openSelector() throws IOException {
        return usual.openSelector();
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() throws IOException {
        throw NetworkGuard.refuse("ServerSocketChannel");
    }

    @Override
    public ServerSocketChannel openServerSocketChannel(ProtocolFamily family) throws IOException {
        if (family != StandardProtocolFamily.UNIX) {
            throw NetworkGuard.refuse("ServerSocketChannel");
        }
        return usual.openServerSocketChannel(family);
    }

    @Override
    public SocketChannel openSocketChannel() throws IOException {
        throw NetworkGuard.refuse("SocketChannel");
    }

    @Override
    public SocketChannel openSocketChannel(ProtocolFamily family) throws IOException {
        if (family != StandardProtocolFamily.UNIX) {
            throw NetworkGuard.refuse("SocketChannel");
        }
        return usual.openSocketChannel(family);
    }
}
