package notso.app.guard;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** One way to use a network, by its name; {@link #UNIX_CHANNEL} is none. */
enum NetworkAttempt {
    SOCKET {
        @Override
        void make() throws IOException {
            new Socket(InetAddress.getLoopbackAddress(), 9).close();
        }
    },
    SERVER_SOCKET {
        @Override
        void make() throws IOException {
            new ServerSocket(0).close();
        }
    },
    DATAGRAM_SOCKET {
        @Override
        void make() throws IOException {
            new DatagramSocket().close();
        }
    },
    MULTICAST_SOCKET {
        @Override
        void make() throws IOException {
            new MulticastSocket().close();
        }
    },
    SOCKET_CHANNEL {
        @Override
        void make() throws IOException {
            SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9)).close();
        }
    },
    SOCKET_CHANNEL_OF_A_FAMILY {
        @Override
        void make() throws IOException {
            SocketChannel.open(StandardProtocolFamily.INET6).close();
        }
    },
    SERVER_SOCKET_CHANNEL {
        @Override
        void make() throws IOException {
            ServerSocketChannel.open().bind(new InetSocketAddress(0)).close();
        }
    },
    DATAGRAM_CHANNEL {
        @Override
        void make() throws IOException {
            DatagramChannel.open().close();
        }
    },
    ASYNCHRONOUS_CHANNEL {
        @Override
        void make() throws IOException {
            AsynchronousSocketChannel.open().close();
        }
    },
    NAME_LOOK_UP {
        @Override
        void make() throws IOException {
            InetAddress.getByName("notso.invalid");
        }
    },
    ADDRESS_LOOK_UP {
        @Override
        void make() throws IOException {
            InetAddress.getByAddress(new byte[] {127, 0, 0, 2}).getCanonicalHostName();
        }
    },
    URL_CONNECTION {
        @Override
        void make() throws IOException {
            URI.create("http://127.0.0.1:9/").toURL().openConnection().getInputStream().close();
        }
    },
    URL_CONNECTION_WITH_TLS {
        @Override
        void make() throws IOException {
            URI.create("https://127.0.0.1:9/").toURL().openConnection().getInputStream().close();
        }
    },
    HTTP_CLIENT {
        @Override
        void make() throws IOException, InterruptedException {
            try (HttpClient client = HttpClient.newHttpClient()) {
                client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:9/")).build(),
                        BodyHandlers.discarding());
            }
        }
    },
    UNIX_CHANNEL {
        @Override
        void make() throws IOException {
            Path folder = Files.createTempDirectory("notso");
            UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("s"));
            try (ServerSocketChannel server =
                    ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address)) {
                try (SocketChannel client = SocketChannel.open(address);
                        SocketChannel guest = server.accept()) {
                    int _ = client.write(ByteBuffer.wrap(new byte[] {1}));
                    if (guest.read(ByteBuffer.allocate(1)) != 1) {
                        throw new IOException("nothing comes through");
                    }
                }
            } finally {
                Files.delete(address.getPath());
                Files.delete(folder);
            }
        }
    };

    abstract void make() throws IOException, InterruptedException;

    /** Makes the attempt that is named, and says what came of it. */
    static final class Main {

        private Main() {}

        public static void main(String[] arguments) {
            try {
                valueOf(arguments[0]).make();
                System.out.println("succeeded");
            } catch (Exception e) {
                System.out.println("failed: " + e);
            }
        }
    }
}
