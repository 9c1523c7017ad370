package notso.app.conversation.store;

import notso.app.conversation.SessionId;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of journals in a folder, by their names. */
final class JournalFiles {

    private static final Logger LOG = LoggerFactory.getLogger(JournalFiles.class);
    private static final String ENDING = ".jsonl";

    /** More than any conversation; a file of this size is something else. */
    private static final long LARGEST = 1L << 30;

    private final Path folder;

    JournalFiles(Path folder) {
        this.folder = folder;
    }

    Path of(SessionId id) {
        return folder.resolve(id + ENDING);
    }

    /** Those whose names are those of journals, whatever they hold. */
    List<Path> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(JournalFiles::isJournal).toList();
        } catch (IOException e) {
            LOG.warn("The folder of conversations cannot be read", e);
            return List.of();
        }
    }

    private static boolean isJournal(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(ENDING) && SessionId.isValid(stem(name));
    }

    static SessionId id(Path file) {
        return new SessionId(stem(file.getFileName().toString()));
    }

    private static String stem(String name) {
        return name.substring(0, name.length() - ENDING.length());
    }

    /** What a file is like now; empty if it is none, is a link, or is far too large. */
    static Optional<SessionIndex.Stamp> stamp(Path file) {
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
}
