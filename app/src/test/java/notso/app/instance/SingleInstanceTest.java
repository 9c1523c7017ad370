package notso.app.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

@Timeout(120)
class SingleInstanceTest {

    private static final Handover NOTHING = new Handover(List.of(), "");

    @TempDir Path folder;

    private final BlockingQueue<Handover> handovers = new LinkedBlockingQueue<>();
    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void endProcesses() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly();
            process.waitFor();
        }
    }

    @Test
    void aSecondStartHandsItsFilesOver() throws Exception {
        try (AutoCloseable _ = first(NOTHING)) {
            Handover files = new Handover(List.of(Path.of("/a b.gguf"), Path.of("/字.gguf")), "t");
            assertInstanceOf(Claim.HandedOver.class, SingleInstance.claim(folder, files, _ -> {}));
            assertEquals(files, handovers.poll(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void afterTheEndTheNextStartIsTheFirst() throws Exception {
        first(NOTHING).close();
        try (AutoCloseable _ = first(NOTHING)) {
            assertTrue(Files.exists(folder.resolve("instance")));
        }
        assertFalse(Files.exists(folder.resolve("instance")));
        assertFalse(Files.exists(folder.resolve("instance.sock")));
    }

    @Test
    void theAddressIsTheUsersAlone() throws Exception {
        try (AutoCloseable _ = first(NOTHING)) {
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve("instance"))));
        }
    }

    @Test
    void aFolderWithALongNameHasItsSocketElsewhere() throws Exception {
        Path deep = folder.resolve("x".repeat(100)).resolve("y".repeat(100));
        Claim.First first =
                assertInstanceOf(
                        Claim.First.class, SingleInstance.claim(deep, NOTHING, handovers::add));
        try (AutoCloseable _ = first.lock()) {
            Handover file = new Handover(List.of(Path.of("/m.gguf")), "");
            assertInstanceOf(Claim.HandedOver.class, SingleInstance.claim(deep, file, _ -> {}));
            assertEquals(file, handovers.poll(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void whoeverHasNothingToHandOverIsSentAwayAndDoesNoHarm() throws Exception {
        try (AutoCloseable _ = first(NOTHING)) {
            Address address = Address.read(folder.resolve("instance")).orElseThrow();
            List<byte[]> messages =
                    List.of(
                            new byte[0],
                            new byte[] {1, 2, 3},
                            ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).array(),
                            ByteBuffer.allocate(4).putInt(-1).array(),
                            ByteBuffer.allocate(8).putInt(4).putInt(77).array());
            List<SocketChannel> silent = new ArrayList<>();
            for (byte[] message : messages) {
                SocketChannel socket =
                        SocketChannel.open(UnixDomainSocketAddress.of(address.socket()));
                int _ = socket.write(ByteBuffer.wrap(message));
                silent.add(socket);
            }
            SocketChannel stranger =
                    SocketChannel.open(UnixDomainSocketAddress.of(address.socket()));
            HandoverMessage.write(stranger, "0".repeat(64), NOTHING);
            assertEquals(-1, stranger.read(ByteBuffer.allocate(1)), "no answer for a stranger");

            assertInstanceOf(
                    Claim.HandedOver.class, SingleInstance.claim(folder, NOTHING, _ -> {}));
            assertEquals(NOTHING, handovers.poll(10, TimeUnit.SECONDS));
            assertEquals(0, handovers.size());
            for (SocketChannel socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void aFirstOneThatDoesNotAnswerIsNotReplaced() throws Exception {
        Address address = Address.fresh(folder);
        address.write(folder.resolve("instance"));
        try (FileChannel lock =
                        FileChannel.open(
                                folder.resolve("instance.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                ServerSocketChannel hung = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            assertTrue(lock.tryLock().isValid());
            hung.bind(UnixDomainSocketAddress.of(address.socket()));
            assertInstanceOf(
                    Claim.Unanswered.class, SingleInstance.claim(folder, NOTHING, _ -> {}));
        }
    }

    @Test
    void ofSeveralThatStartAtOnceExactlyOneIsTheFirst() throws Exception {
        for (int round = 0; round < 3; round++) {
            List<BufferedReader> outputs = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                outputs.add(start("/file" + i).inputReader());
            }
            List<String> said = new ArrayList<>();
            for (BufferedReader output : outputs) {
                said.add(output.readLine());
            }
            assertEquals(
                    List.of("first", "handed over", "handed over", "handed over"),
                    said.stream().sorted().toList(),
                    "in round " + round);
            // Killed, not ended: the system gives the lock back.
            endProcesses();
            processes.clear();
        }
    }

    @Test
    void whereNoFolderCanBeEveryStartIsTheFirst() throws IOException {
        Path file = Files.createFile(folder.resolve("in-the-way"));
        assertInstanceOf(
                Claim.First.class, SingleInstance.claim(file.resolve("data"), NOTHING, _ -> {}));
    }

    private AutoCloseable first(Handover own) {
        return assertInstanceOf(
                        Claim.First.class, SingleInstance.claim(folder, own, handovers::add))
                .lock();
    }

    private Process start(String file) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx64m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                InstanceMain.class.getName(),
                                folder.toString(),
                                file)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        processes.add(process);
        return process;
    }
}
