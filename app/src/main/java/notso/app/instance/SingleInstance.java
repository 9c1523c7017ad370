package notso.app.instance;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * One process for each data folder. The first one holds a lock that the system takes back when the
 * process ends, however it does, and listens on a Unix-domain socket; a later one hands over there
 * what it was started for.
 */
public final class SingleInstance {

    private static final Logger LOG = LoggerFactory.getLogger(SingleInstance.class);
    private static final long ANSWER_MILLIS = 3000;
    private static final long PATIENCE_MILLIS = 4000;
    private static final long PAUSE_MILLIS = 100;

    private final Path folder;
    private final Handover handover;
    private final Consumer<Handover> handovers;

    private SingleInstance(Path folder, Handover handover, Consumer<Handover> handovers) {
        this.folder = folder;
        this.handover = handover;
        this.handovers = handovers;
    }

    /**
     * Claims a data folder. Blocks up to some seconds, if another process has it and does not
     * answer. Where the file system knows no locks, every process is the first.
     *
     * @param own what is to be handed over if another process has the folder
     * @param handovers told, on a thread of its own, what later starts hand over
     */
    public static Claim claim(Path dataFolder, Handover own, Consumer<Handover> handovers) {
        return new SingleInstance(dataFolder, own, handovers).claim();
    }

    private Claim claim() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (System.nanoTime() < end) {
            try {
                Optional<FileChannel> locked = lock();
                if (locked.isPresent()) {
                    return new Claim.First(listen(locked.get()));
                }
            } catch (IOException e) {
                LOG.warn("Other windows on the same data cannot be told", e);
                return new Claim.First(() -> {});
            }
            // The other one may have just started, or be about to end.
            if (Address.read(address()).filter(this::handsOver).isPresent()) {
                return new Claim.HandedOver();
            }
            pause();
        }
        return new Claim.Unanswered();
    }

    private Path address() {
        return folder.resolve("instance");
    }

    /** Empty if another process has it. */
    private Optional<FileChannel> lock() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, Address.attributes(folder, "rwx------"));
        }
        Path file = folder.resolve("instance.lock");
        FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        Address.attributes(file, "rw-------"));
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException _) {
            // Another one in this very process.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    private AutoCloseable listen(FileChannel lock) {
        try {
            Address address = Address.fresh(folder);
            Listener listener = Listener.start(address, handovers);
            address.write(address());
            return () -> {
                Files.deleteIfExists(address());
                listener.close();
                lock.close();
            };
        } catch (IOException e) {
            LOG.warn("Later starts cannot hand over", e);
            return lock;
        }
    }

    private boolean handsOver(Address address) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> answer.complete(ask(address)));
        try {
            return answer.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException _) {
            return false;
        }
    }

    private boolean ask(Address address) {
        try (SocketChannel socket =
                SocketChannel.open(UnixDomainSocketAddress.of(address.socket()))) {
            HandoverMessage.write(socket, address.secret(), handover);
            ByteBuffer answer = ByteBuffer.allocate(1);
            return socket.read(answer) == 1 && answer.get(0) == HandoverMessage.TAKEN;
        } catch (IOException _) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What this process was started for. */
    public static Handover handover(List<Path> files) {
        String token =
                Optional.ofNullable(System.getenv("XDG_ACTIVATION_TOKEN"))
                        .or(() -> Optional.ofNullable(System.getenv("DESKTOP_STARTUP_ID")))
                        .orElse("");
        return new Handover(files.stream().map(Path::toAbsolutePath).toList(), token);
    }
}
