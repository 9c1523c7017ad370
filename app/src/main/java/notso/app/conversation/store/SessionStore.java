package notso.app.conversation.store;

import notso.app.conversation.Entry;
import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.SessionSummary;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Sessions on disk. Every method blocks; for one background thread. Nothing here fails: what cannot
 * be written stays in memory until it can, and what cannot be read is told as a {@link
 * StoreNotice}.
 */
public final class SessionStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SessionStore.class);
    private static final String ENDING = ".jsonl";

    /** More than any conversation; a file of this size is something else. */
    private static final long LARGEST = 1L << 30;

    private final Path folder;
    private final Disk disk;
    private final InstantSource clock;
    private final Consumer<StoreNotice> notices;
    private final SessionIndex index;
    private final Trash trash;
    private final Migrations migrations;
    private final Map<SessionId, Journal> journals = new HashMap<>();
    private final Set<Path> told = new HashSet<>();
    private boolean isBehind;

    /**
     * @param migrations one for each earlier version of the format that there has been
     */
    SessionStore(
            Path folder,
            Disk disk,
            List<Migration> migrations,
            InstantSource clock,
            Consumer<StoreNotice> notices) {
        this.folder = folder;
        this.disk = disk;
        this.clock = clock;
        this.notices = notices;
        this.index = new SessionIndex(disk, folder.resolve("index"));
        this.trash = new Trash(disk, folder.resolve("trash"));
        this.migrations =
                new Migrations(disk, folder.resolve("originals"), migrations, Header.VERSION);
        trash.purge(clock.instant());
        index.load();
    }

    /**
     * Opens the sessions of a folder, which need not be there yet. What has been in the trash for
     * 30 days is deleted.
     *
     * @param notices told within the calls that meet a problem
     */
    public static SessionStore open(
            Path folder, InstantSource clock, Consumer<StoreNotice> notices) {
        return new SessionStore(folder, new Disk(), List.of(), clock, notices);
    }

    /** What is not in the trash, the latest updated first. */
    public List<SessionSummary> list() {
        Map<SessionId, SessionSummary> summaries = new HashMap<>();
        for (Path file : files()) {
            SessionId id = id(file);
            stamp(file)
                    .filter(stamp -> stamp.size() > 0)
                    .flatMap(stamp -> index.find(id, stamp))
                    .or(() -> read(id).map(SessionSummary::of))
                    .ifPresent(summary -> summaries.put(id, summary));
        }
        index.retainOnly(summaries.keySet());
        index.save();
        journals.values().stream()
                .filter(journal -> !journal.isWritten())
                .map(journal -> SessionSummary.of(load(journal)))
                .forEach(summary -> summaries.put(summary.id(), summary));
        return summaries.values().stream()
                .sorted(Comparator.comparing(SessionSummary::updated).reversed())
                .toList();
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(SessionStore::isJournal).toList();
        } catch (IOException e) {
            LOG.warn("The folder of conversations cannot be read", e);
            return List.of();
        }
    }

    private static boolean isJournal(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(ENDING)
                && SessionId.isValid(name.substring(0, name.length() - ENDING.length()));
    }

    private static SessionId id(Path file) {
        String name = file.getFileName().toString();
        return new SessionId(name.substring(0, name.length() - ENDING.length()));
    }

    private Path file(SessionId id) {
        return folder.resolve(id + ENDING);
    }

    private static Optional<SessionIndex.Stamp> stamp(Path file) {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(
                            file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile() && attributes.size() <= LARGEST
                    ? Optional.of(
                            new SessionIndex.Stamp(
                                    attributes.size(), attributes.lastModifiedTime().toMillis()))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** For the list, without keeping anything open; what was read goes into the index. */
    private Optional<Session> read(SessionId id) {
        boolean wasOpen = journals.containsKey(id);
        Optional<Session> session = load(id);
        if (!wasOpen) {
            session.ifPresent(this::toIndex);
            letGo(id);
        }
        return session;
    }

    private void toIndex(Session session) {
        stamp(file(session.id())).ifPresent(stamp -> index.put(SessionSummary.of(session), stamp));
    }

    /** What is intact of a session; empty if there is no such session that can be read. */
    public Optional<Session> load(SessionId id) {
        Journal journal = journals.get(id);
        if (journal != null) {
            return Optional.of(load(journal));
        }
        Path file = file(id);
        if (stamp(file).isEmpty()) {
            return Optional.empty();
        }
        Journal opened = new Journal(disk, file, id, created(file));
        try {
            migrations.apply(file);
            int version = Migrations.version(file).orElse(Header.VERSION);
            if (version > Header.VERSION) {
                tell(new StoreNotice.TooNew(file, version));
                return Optional.empty();
            }
            return opened.content().flatMap(content -> load(opened, content));
        } catch (IOException e) {
            LOG.warn("A conversation cannot be read", e);
            return Optional.empty();
        }
    }

    private Session load(Journal journal) {
        try {
            return journal.content().map(journal::withPending).orElseGet(journal::ofPending);
        } catch (IOException e) {
            LOG.warn("A conversation cannot be read again", e);
            return journal.ofPending();
        }
    }

    private Optional<Session> load(Journal journal, JournalContent content) {
        if (content.isEmpty()) {
            return Optional.empty();
        }
        Session session = journal.withPending(content);
        journals.put(journal.id(), journal);
        if (content.isDamaged()) {
            setAside(journal, content, session);
        }
        return Optional.of(session);
    }

    /** Once. */
    private void tell(StoreNotice.TooNew notice) {
        if (told.add(notice.file())) {
            notices.accept(notice);
        }
    }

    private void setAside(Journal journal, JournalContent content, Session session) {
        try {
            Path kept = disk.moveAside(journal.file(), folder.resolve("damaged"));
            int lost = Math.max(content.broken(), 1);
            notices.accept(new StoreNotice.SetAside(journal.file(), kept, lost));
            journal.rewrite(session, content.foreign());
        } catch (IOException e) {
            fail(journal.file(), e);
        }
    }

    /** Where the file does not tell. */
    private Instant created(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException _) {
            return clock.instant();
        }
    }

    /**
     * Writes what has happened to a session.
     *
     * @param created when the session was, for its first entry
     * @param forced true to have it on the disk itself before this returns; else a killed process
     *     loses no more than the last half second of an answer
     */
    public void append(SessionId id, Instant created, List<Entry> entries, boolean forced) {
        Journal journal =
                journals.computeIfAbsent(id, _ -> new Journal(disk, file(id), id, created));
        journal.append(entries, forced, clock.instant());
        report();
    }

    /** Writes a whole session that comes from elsewhere. */
    public void put(Session session) {
        SessionId id = session.id();
        letGo(id);
        try (Journal journal = new Journal(disk, file(id), id, session.created())) {
            disk.createFolder(folder);
            journal.rewrite(session, List.of());
            toIndex(session);
        } catch (IOException e) {
            LOG.info("It is written entry by entry, when that is possible: {}", e.toString());
            append(id, session.created(), session.entries(), true);
        }
    }

    /**
     * Writes what has waited long enough, and tries again to write what could not be written. To be
     * called every half second while sessions change.
     *
     * @return true if nothing waits any more
     */
    public boolean retry() {
        journals.values().forEach(journal -> journal.writeIfDue(clock.instant()));
        report();
        return journals.values().stream().allMatch(Journal::isWritten);
    }

    /** Says once that something is not saved, and once that all is. */
    private void report() {
        Optional<Journal> failing =
                journals.values().stream()
                        .filter(journal -> journal.failure().isPresent())
                        .findFirst();
        if (failing.isPresent()) {
            fail(failing.get().file(), failing.get().failure().orElseThrow());
        } else if (isBehind) {
            isBehind = false;
            notices.accept(new StoreNotice.SavedAgain());
        }
    }

    private void fail(Path path, IOException e) {
        if (!isBehind) {
            isBehind = true;
            LOG.warn("A conversation cannot be written: {}", e.toString());
            notices.accept(
                    new StoreNotice.NotSaved(path, isFull(), String.valueOf(e.getMessage())));
        }
    }

    private boolean isFull() {
        try {
            return Files.getFileStore(folder).getUsableSpace() < (1 << 16);
        } catch (IOException _) {
            return false;
        }
    }

    /** Puts a session into the trash, where it stays for 30 days. */
    public void discard(SessionId id) {
        flush(id);
        letGo(id);
        try {
            if (Files.isRegularFile(file(id), LinkOption.NOFOLLOW_LINKS)) {
                trash.add(file(id), id, clock.instant());
            }
        } catch (IOException e) {
            fail(file(id), e);
        }
    }

    /** Takes the session that was last discarded under this id out of the trash. */
    public void restore(SessionId id) {
        try {
            trash.restore(id, file(id));
        } catch (IOException e) {
            fail(file(id), e);
        }
    }

    /** What can be had back, the latest first. */
    public List<Trashed> trash() {
        List<Trashed> trashed = new ArrayList<>();
        for (Trash.Item item : trash.items()) {
            try {
                Journal journal = new Journal(disk, item.file(), item.id(), item.at());
                journal.content()
                        .map(journal::withPending)
                        .map(session -> new Trashed(SessionSummary.of(session), item.at()))
                        .ifPresent(trashed::add);
            } catch (IOException e) {
                LOG.info("Something in the trash cannot be read", e);
            }
        }
        trashed.sort(Comparator.comparing(Trashed::at).reversed());
        return trashed;
    }

    /** Removes a session without a trace; for one in which nothing is. */
    public void erase(SessionId id) {
        letGo(id);
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            fail(file(id), e);
        }
    }

    /**
     * Nobody has this session open any more: writes it anew if much of its file is needless.
     *
     * @param session as it is now
     */
    public void release(Session session) {
        SessionId id = session.id();
        flush(id);
        Journal journal = journals.get(id);
        if (journal == null || !journal.isWritten()) {
            return;
        }
        try {
            if (journal.isWorthCompacting()) {
                journal.compact();
            }
        } catch (IOException e) {
            LOG.info("A conversation cannot be written anew; it stays as it is", e);
        }
        toIndex(session);
        letGo(id);
    }

    private void flush(SessionId id) {
        Optional.ofNullable(journals.get(id)).ifPresent(journal -> journal.write(clock.instant()));
        report();
    }

    private void letGo(SessionId id) {
        Optional.ofNullable(journals.remove(id)).ifPresent(Journal::close);
    }

    /** Writes all that waits, as far as that is possible. */
    @Override
    public void close() {
        for (Journal journal : List.copyOf(journals.values())) {
            flush(journal.id());
            toIndex(load(journal));
            letGo(journal.id());
        }
        index.save();
    }
}
