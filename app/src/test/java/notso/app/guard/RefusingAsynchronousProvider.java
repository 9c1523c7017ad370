package notso.app.guard;

import java.io.IOException;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.spi.AsynchronousChannelProvider;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;

/** Asynchronous channels are sockets of the network only; there are none. */
public final class RefusingAsynchronousProvider extends AsynchronousChannelProvider {

    /** Called by the class library, which was told the name. */
    public RefusingAsynchronousProvider() {}

    @Override
    public AsynchronousChannelGroup openAsynchronousChannelGroup(
            int threads, ThreadFactory threadFactory) throws IOException {
        throw NetworkGuard.refuse("AsynchronousChannelGroup");
    }

    @Override
    public AsynchronousChannelGroup openAsynchronousChannelGroup(
            ExecutorService executor, int initialSize) throws IOException {
        throw NetworkGuard.refuse("AsynchronousChannelGroup");
    }

    @Override
    public AsynchronousServerSocketChannel openAsynchronousServerSocketChannel(
            AsynchronousChannelGroup group) throws IOException {
        throw NetworkGuard.refuse("AsynchronousServerSocketChannel");
    }

    @Override
    public AsynchronousSocketChannel openAsynchronousSocketChannel(AsynchronousChannelGroup group)
            throws IOException {
        throw NetworkGuard.refuse("AsynchronousSocketChannel");
    }
}
