package notso.inference.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import notso.inference.host.protocol.ClientMessage;
import notso.inference.host.protocol.FrameChannel;
import notso.inference.host.protocol.HostMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

@Timeout(60)
class HostDoorTest {

    @Test
    void closedDoorLeavesNothingOnDisk() throws IOException {
        Path socket;
        try (HostDoor door = HostDoor.open()) {
            socket = door.socket();
            assertTrue(Files.exists(socket));
            assertTrue(socket.toString().length() < 100);
        }
        assertFalse(Files.exists(socket.getParent()));
    }

    @Test
    void onlyTheUserCanEnterTheFolder() throws IOException {
        assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
                "needs POSIX permissions");
        try (HostDoor door = HostDoor.open()) {
            assertEquals(
                    PosixFilePermissions.fromString("rwx------"),
                    Files.getPosixFilePermissions(door.socket().getParent()));
        }
    }

    @Test
    void strangersAreSentAwayAndTheHostIsLetIn() throws Exception {
        try (HostDoor door = HostDoor.open();
                SocketChannel silent = knock(door);
                SocketChannel wrong = knock(door);
                SocketChannel garbage = knock(door);
                SocketChannel right = knock(door)) {
            new FrameChannel(wrong).send(new HostMessage.Hello("not the token"));
            assertEquals(Optional.empty(), new FrameChannel(wrong).receiveFromClient());
            garbage.write(ByteBuffer.allocate(8).putInt(0, -1));
            assertEquals(-1, garbage.read(ByteBuffer.allocate(1)));
            assertFalse(door.guest().isDone());
            assertTrue(silent.isConnected());

            new FrameChannel(right).send(new HostMessage.Hello(door.token()));
            door.guest().get(20, TimeUnit.SECONDS).channel().send(new ClientMessage.Cancel(5));
            assertEquals(
                    Optional.of(new ClientMessage.Cancel(5)),
                    new FrameChannel(right).receiveFromClient());
        }
    }

    @Test
    void everyDoorHasATokenOfItsOwn() throws IOException {
        try (HostDoor one = HostDoor.open();
                HostDoor other = HostDoor.open()) {
            assertEquals(64, one.token().length());
            assertFalse(one.token().equals(other.token()));
        }
    }

    private static SocketChannel knock(HostDoor door) throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(door.socket()));
    }
}
