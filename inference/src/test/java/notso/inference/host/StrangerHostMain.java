package notso.inference.host;

import notso.inference.host.protocol.FrameChannel;
import notso.inference.host.protocol.HostMessage;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Connects like a host and then is none: with a wrong token, or with rubbish after a right one. */
final class StrangerHostMain {

    private StrangerHostMain() {}

    public static void main(String[] args) throws IOException {
        String token = new String(System.in.readAllBytes(), StandardCharsets.US_ASCII).strip();
        try (SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(args[0]))) {
            FrameChannel channel = new FrameChannel(socket);
            switch (args[1]) {
                case "wrong-token" -> channel.send(new HostMessage.Hello("0".repeat(64)));
                case "huge-frame" -> {
                    channel.send(new HostMessage.Hello(token));
                    socket.write(ByteBuffer.allocate(64).putInt(0, Integer.MAX_VALUE));
                }
                case "rubbish" -> {
                    channel.send(new HostMessage.Hello(token));
                    socket.write(ByteBuffer.allocate(64).putInt(0, 60).put(4, (byte) 99));
                }
                default -> throw new IllegalArgumentException(args[1]);
            }
            // Stays until it is sent away.
            boolean sentAway = channel.receiveFromClient().isEmpty();
            System.exit(sentAway ? 21 : 22);
        }
    }
}
