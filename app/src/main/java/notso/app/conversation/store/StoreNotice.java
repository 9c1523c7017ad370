package notso.app.conversation.store;

import java.nio.file.Path;

/** What a person should know of the disk. */
public sealed interface StoreNotice {

    /**
     * Something cannot be written, and is only in memory; told once until {@link SavedAgain}.
     *
     * @param reason the system's own words
     */
    record NotSaved(Path path, boolean diskFull, String reason) implements StoreNotice {}

    /** All that could not be written is written now. */
    record SavedAgain() implements StoreNotice {}

    /**
     * A file was broken. What was intact of it is in its place, the file itself beside.
     *
     * @param kept where the broken file is now
     * @param linesLost how many lines of it could not be read
     */
    record SetAside(Path original, Path kept, int linesLost) implements StoreNotice {}

    /** A later version of the application wrote this file; it is left alone and not listed. */
    record TooNew(Path file, int version) implements StoreNotice {}
}
