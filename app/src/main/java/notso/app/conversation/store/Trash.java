package notso.app.conversation.store;

import notso.app.conversation.SessionId;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Journals that were thrown away, in a folder of their own; the names tell when. */
final class Trash {

    /** How long they can be had back. */
    static final Duration LIFE = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(Trash.class);
    private static final Pattern NAME = Pattern.compile("([0-9a-z]{1,40})-(\\d{1,15})\\.jsonl");

    private final Disk disk;
    private final Path folder;

    /** One journal. */
    record Item(Path file, SessionId id, Instant at) {}

    Trash(Disk disk, Path folder) {
        this.disk = disk;
        this.folder = folder;
    }

    void add(Path journal, SessionId id, Instant at) throws IOException {
        disk.createFolder(folder);
        Files.move(journal, folder.resolve(id + "-" + at.toEpochMilli() + ".jsonl"));
    }

    /**
     * Puts the latest journal of this session back.
     *
     * @throws FileAlreadyExistsException if there is another one in its place
     */
    void restore(SessionId id, Path journal) throws IOException {
        Optional<Item> latest =
                items().stream()
                        .filter(item -> item.id().equals(id))
                        .max(Comparator.comparing(Item::at));
        if (latest.isPresent()) {
            if (Files.exists(journal, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(journal.toString());
            }
            Files.move(latest.get().file(), journal);
        }
    }

    /** Deletes what has been here for too long. */
    void purge(Instant now) {
        for (Item item : items()) {
            if (item.at().plus(LIFE).isBefore(now)) {
                try {
                    Files.delete(item.file());
                } catch (IOException e) {
                    LOG.info("What is old in the trash cannot be deleted", e);
                }
            }
        }
    }

    List<Item> items() {
        List<Item> items = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.forEach(file -> item(file).ifPresent(items::add));
            } catch (IOException e) {
                LOG.info("The trash cannot be read", e);
            }
        }
        return items;
    }

    private static Optional<Item> item(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches()
                ? Optional.of(
                        new Item(
                                file,
                                new SessionId(name.group(1)),
                                Instant.ofEpochMilli(Long.parseLong(name.group(2)))))
                : Optional.empty();
    }
}
