package notso.app.conversation.store;

import notso.app.conversation.Entry;
import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.json.EntryJson;

import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One session's file, to which lines are added. What cannot be written stays in memory, in order,
 * and is written when it can. For one thread.
 */
final class Journal implements AutoCloseable {

    /** Parts of an answer are written at least so often. */
    static final Duration LONGEST_WAIT = Duration.ofMillis(250);

    /** A file with less than this that is needless is not written anew for it. */
    private static final long LEAST_NEEDLESS = 32 * 1024;

    private final Disk disk;
    private final Path file;
    private final PendingEntries pending = new PendingEntries();
    private final SessionId id;

    private Header header;
    private Optional<FileChannel> channel = Optional.empty();
    private boolean isThere;
    private long length;
    private long needless;
    private boolean mustForce;
    private boolean isRead;
    private Instant lastWrite = Instant.MIN;
    private Optional<IOException> failure = Optional.empty();

    /**
     * @param created when the session was, should the file not tell
     */
    Journal(Disk disk, Path file, SessionId id, Instant created) {
        this.disk = disk;
        this.file = file;
        this.id = id;
        this.header = Header.of(id, created);
    }

    Path file() {
        return file;
    }

    SessionId id() {
        return id;
    }

    /** What the file holds now, without what waits to be written; empty if there is no file. */
    Optional<JournalContent> content() throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            isRead = true;
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            JournalContent content = JournalContent.read(in);
            take(content);
            return Optional.of(content);
        }
    }

    private void take(JournalContent content) {
        header = content.header().map(known -> withId(known)).orElse(header);
        isThere = content.header().isPresent();
        length = isThere ? content.length() : 0;
        needless = content.passing();
        isRead = true;
    }

    /** A file that somebody has copied is another session. */
    private Header withId(Header known) {
        return new Header(known.version(), id, known.created(), known.updated());
    }

    /** What waits to be written has happened to the session, too. */
    Session withPending(JournalContent content) {
        Session session = content.session(header);
        pending.entries().forEach(session::apply);
        return session;
    }

    Session ofPending() {
        Session session = header.session();
        pending.entries().forEach(session::apply);
        return session;
    }

    /**
     * Adds entries, and writes them unless they can wait.
     *
     * @param force whether they must be on the disk itself
     */
    void append(List<Entry> entries, boolean force, Instant now) {
        entries.forEach(pending::add);
        mustForce |= force;
        writeIfDue(now);
    }

    /** Writes what waits, unless it can wait longer. */
    void writeIfDue(Instant now) {
        boolean isDue = !pending.canWait() || !now.isBefore(lastWrite.plus(LONGEST_WAIT));
        if (failure.isPresent() || isDue) {
            write(now);
        }
    }

    /** Writes all that waits; {@link #failure()} says whether that went well. */
    void write(Instant now) {
        if (pending.isEmpty() && !mustForce) {
            return;
        }
        try {
            if (!isRead) {
                Optional<JournalContent> _ = content();
            }
            byte[] lines = lines(pending.entries());
            put(open(), lines);
            pending.entries().stream()
                    .filter(entry -> JournalContent.isPassing(entry.change()))
                    .forEach(
                            entry -> needless += JournalLine.encode(EntryJson.write(entry)).length);
            pending.clear();
            lastWrite = now;
            if (mustForce) {
                open().force(false);
                mustForce = false;
            }
            failure = Optional.empty();
        } catch (IOException e) {
            failure = Optional.of(e);
            closeChannel();
        }
    }

    private byte[] lines(List<Entry> entries) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        if (!isThere) {
            lines.writeBytes(JournalLine.encode(header.toJson()));
        }
        entries.forEach(entry -> lines.writeBytes(JournalLine.encode(EntryJson.write(entry))));
        return lines.toByteArray();
    }

    private FileChannel open() throws IOException {
        if (channel.isEmpty()) {
            channel = Optional.of(disk.open(file));
        }
        return channel.get();
    }

    /** All of it or nothing: what was written of a line that does not fit is taken back. */
    private void put(FileChannel open, byte[] lines) throws IOException {
        try {
            if (open.size() < length) {
                // Somebody has taken the file away.
                isThere = false;
                length = 0;
                throw new IOException("the file is not what it was");
            }
            open.truncate(length);
            ByteBuffer buffer = ByteBuffer.wrap(lines);
            long position = length;
            while (buffer.hasRemaining()) {
                position += open.write(buffer, position);
            }
            length = position;
            isThere = true;
        } catch (IOException e) {
            try {
                open.truncate(length);
            } catch (IOException again) {
                // It is cut before the next line is written, or when it is read.
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    /** Why the latest attempt to write failed; empty if it did not. */
    Optional<IOException> failure() {
        return failure;
    }

    boolean isWritten() {
        return pending.isEmpty() && failure.isEmpty();
    }

    /** Whether much of the file is of no use any more. */
    boolean isWorthCompacting() {
        return isWritten() && needless > LEAST_NEEDLESS && needless > length / 2;
    }

    /** Writes the file anew with what is needed of it. */
    void compact() throws IOException {
        Optional<JournalContent> content = content();
        if (content.isPresent() && !content.get().isDamaged() && !content.get().isEmpty()) {
            rewrite(content.get().session(header), content.get().foreign());
        }
    }

    /**
     * Puts a file with this session in the place of what is there.
     *
     * @param foreign lines of a later version, kept as they are
     */
    void rewrite(Session session, List<ObjectNode> foreign) throws IOException {
        Header fresh = new Header(Header.VERSION, id, session.created(), session.updated());
        List<ObjectNode> objects = new ArrayList<>();
        objects.add(fresh.toJson());
        session.entries().forEach(entry -> objects.add(EntryJson.write(entry)));
        objects.addAll(foreign);
        Path partial = file.resolveSibling(file.getFileName() + ".part");
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        objects.forEach(object -> lines.writeBytes(JournalLine.encode(object)));
        closeChannel();
        disk.write(partial, lines.toByteArray());
        disk.replace(partial, file);
        header = fresh;
        isThere = true;
        length = lines.size();
        needless = 0;
    }

    private void closeChannel() {
        try {
            if (channel.isPresent()) {
                channel.get().close();
            }
        } catch (IOException _) {
            // All that matters was forced or has failed before.
        }
        channel = Optional.empty();
    }

    @Override
    public void close() {
        closeChannel();
    }
}
