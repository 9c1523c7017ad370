package notso.app.conversation.importing;

import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.foreign.ForeignConversation;
import notso.app.conversation.foreign.Limits;
import notso.app.conversation.foreign.SessionGrower;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Reads conversations from files. Never fails: what cannot be used is a notice, and the rest comes
 * over. One import at a time.
 */
public final class SessionImporter {

    private static final byte[] ARCHIVE = {'P', 'K', 3, 4};

    private final InstantSource clock;
    private final RandomGenerator random;
    private final Predicate<SessionId> taken;

    /**
     * @param clock the time of what has none
     * @param random for the ids of sessions that bring none
     * @param taken whether there is a session with that id already
     */
    public SessionImporter(
            InstantSource clock, RandomGenerator random, Predicate<SessionId> taken) {
        this.clock = clock;
        this.random = random;
        this.taken = taken;
    }

    /** All conversations of a file. */
    public ImportResult read(Path file) {
        List<Session> sessions = new ArrayList<>();
        List<ImportNotice> notices = read(file, sessions::add);
        return new ImportResult(sessions, notices);
    }

    /** Hands on the conversations of a file one by one, so that only one is in memory. */
    public List<ImportNotice> read(Path file, Consumer<Session> target) {
        return new Import(file, target).run();
    }

    /** One run through one file. */
    private final class Import {

        private final Path file;
        private final Consumer<Session> target;
        private final Notices notices = new Notices();
        private final Set<SessionId> given = new HashSet<>();
        private boolean isAnythingFound;
        private boolean isDamaged;

        Import(Path file, Consumer<Session> target) {
            this.file = file;
            this.target = target;
        }

        List<ImportNotice> run() {
            try {
                if (isArchive()) {
                    readArchive();
                } else {
                    readDocument(new JsonSource(() -> Files.newInputStream(file), allowance()));
                }
            } catch (JsonSource.TooMuchException _) {
                notices.add(new ImportNotice.TooLarge(file));
            } catch (IOException e) {
                notices.add(new ImportNotice.Unreadable(file, reason(e)));
                return notices.all();
            }
            if (!isAnythingFound) {
                notices.add(new ImportNotice.NothingFound(file));
            } else if (isDamaged) {
                notices.add(new ImportNotice.Damaged(file));
            }
            return notices.all();
        }

        private JsonSource.Allowance allowance() throws IOException {
            long size = Math.max(Files.size(file), Limits.SMALL_BYTES);
            return new JsonSource.Allowance(Limits.LONGEST_FILE_BYTES, Limits.MOST_READINGS * size);
        }

        private static String reason(IOException e) {
            String kind = e.getClass().getSimpleName().replaceAll("Exception$", "");
            return Optional.ofNullable(e.getMessage()).map(m -> kind + ": " + m).orElse(kind);
        }

        private boolean isArchive() throws IOException {
            try (InputStream in = Files.newInputStream(file)) {
                return Arrays.equals(in.readNBytes(ARCHIVE.length), ARCHIVE);
            }
        }

        private void readArchive() throws IOException {
            try (Archive archive = new Archive(file)) {
                for (JsonSource source : archive.documents()) {
                    try {
                        readDocument(source);
                    } catch (JsonSource.TooMuchException e) {
                        throw e;
                    } catch (IOException e) {
                        notices.add(new ImportNotice.Unreadable(file, reason(e)));
                    }
                }
            }
        }

        private void readDocument(JsonSource source) throws IOException {
            DocumentReader document = new DocumentReader(source, this::readObject);
            try {
                document.read();
            } finally {
                isDamaged |= document.isDamaged();
            }
        }

        /** What came before a damaged place comes over. */
        private void readObject(JsonParser parser) {
            ConversationReader reader = new ConversationReader(parser);
            try {
                reader.read();
            } catch (JacksonException e) {
                finish(reader).ifPresent(title -> notices.add(new ImportNotice.BrokenOff(title)));
                throw e;
            }
            finish(reader);
        }

        /** The title of the session that was handed on, if there is one. */
        private Optional<String> finish(ConversationReader reader) {
            Optional<Session> session =
                    reader.isOwn()
                            ? own(reader)
                            : reader.isForeign() ? foreign(reader) : Optional.empty();
            isAnythingFound |= session.isPresent();
            session.ifPresent(
                    found -> {
                        notices.add(found.title().text(), reader.losses());
                        target.accept(found);
                    });
            return session.map(found -> found.title().text());
        }

        private Optional<Session> own(ConversationReader reader) {
            if (reader.own().isEmpty()) {
                return Optional.empty();
            }
            Instant created = reader.time("created").orElseGet(clock::instant);
            Instant updated = reader.time("updated").orElse(created);
            boolean isFree = SessionId.isValid(reader.id()) && isFree(new SessionId(reader.id()));
            SessionId id = isFree ? new SessionId(reader.id()) : fresh(created);
            given.add(id);
            Session session = new Session(id, created, updated);
            reader.own().applyTo(session);
            String title = session.title().text();
            if (!isFree) {
                notices.add(new ImportNotice.Copied(title));
            }
            if (reader.isNewer()) {
                notices.add(new ImportNotice.NewerVersion(title));
            }
            return Optional.of(session);
        }

        private Optional<Session> foreign(ConversationReader reader) {
            ForeignConversation conversation = reader.foreign();
            SessionGrower grower = new SessionGrower(conversation, clock.instant());
            Optional<Session> session = grower.grow(fresh(grower.created()));
            session.ifPresent(found -> given.add(found.id()));
            return session;
        }

        private SessionId fresh(Instant created) {
            SessionId id = SessionId.fresh(created, random);
            while (!isFree(id)) {
                id = SessionId.fresh(created, random);
            }
            return id;
        }

        private boolean isFree(SessionId id) {
            return !given.contains(id) && !taken.test(id);
        }
    }
}
