package notso.inference.host;

import notso.inference.EngineException;
import notso.inference.Problem;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A host's process with the connection to it.
 *
 * @param connection owned by this
 */
record HostProcess(Process process, HostDoor.Guest connection, HostLog log) {

    /** A cold start on a slow disk included. */
    private static final Duration LONGEST_START = Duration.ofSeconds(30);

    /** What a host may take for giving its memory back before it is killed. */
    private static final Duration LONGEST_END = Duration.ofSeconds(3);

    /** Between the end of the connection and that of the process. */
    private static final Duration LONGEST_DEATH = Duration.ofMillis(500);

    /**
     * Starts a process and waits until it has connected.
     *
     * @throws EngineException if that fails; nothing is left running then
     */
    static HostProcess start(HostCommand command) {
        Path log = HostLog.create(command.logs());
        try (HostDoor door = HostDoor.open()) {
            Process process = command.process(door.socket()).start();
            HostLog hostLog = HostLog.copy(process.getInputStream(), log);
            tell(process, door.token());
            try {
                return new HostProcess(process, awaitGuest(door, process, hostLog), hostLog);
            } catch (EngineException | IOException e) {
                process.destroyForcibly();
                throw e;
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw new EngineException(
                    new Problem.EngineUnavailable(
                            command.engine(),
                            "its process cannot be started (" + e.getMessage() + ")",
                            "install the application anew"),
                    e);
        }
    }

    /** Why the connection ended by itself; waits for the exit code. */
    Problem death() {
        try {
            return death(process, log);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Problem.EngineDied(-1, log.path());
        }
    }

    /** Ends the process on the spot, and the connection even if the process should resist. */
    void kill() {
        process.destroyForcibly();
        closeChannel();
    }

    /** Waits for a process that was asked to end, and kills it if it takes too long. */
    void awaitEnd() {
        try {
            if (!process.waitFor(LONGEST_END)) {
                process.destroyForcibly().waitFor(LONGEST_DEATH);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        closeChannel();
    }

    private void closeChannel() {
        try {
            connection.channel().close();
        } catch (IOException e) {
            // Nothing more is expected from it.
        }
    }

    private static void tell(Process process, String token) {
        try (OutputStream in = process.getOutputStream()) {
            in.write((token + '\n').getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // It has ended already, which awaitGuest reports with its exit code.
        }
    }

    private static HostDoor.Guest awaitGuest(HostDoor door, Process process, HostLog log)
            throws IOException {
        try {
            CompletableFuture.anyOf(door.guest(), process.onExit())
                    .get(LONGEST_START.toMillis(), TimeUnit.MILLISECONDS);
            if (door.guest().isDone()) {
                return door.guest().get();
            }
            throw new EngineException(death(process, log));
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new EngineException(new Problem.EngineHung(LONGEST_START.toMillis(), log.path()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(new Problem.Cancelled());
        }
    }

    private static Problem death(Process process, HostLog log) throws InterruptedException {
        if (!process.waitFor(LONGEST_DEATH)) {
            process.destroyForcibly();
        }
        int exitCode = process.waitFor(LONGEST_DEATH) ? process.exitValue() : -1;
        log.awaitEnd();
        return new Problem.EngineDied(exitCode, log.path());
    }
}
