package notso.app.conversation.store;

import java.nio.file.Path;

/** What a person should know of the disk. */
public sealed interface StoreNotice {

    /**
     * What happens now is in memory only, and is written as soon as that works again.
     *
     * @param path what cannot be written
     * @param diskFull whether that is for want of room
     * @param reason what the system says
     */
    record NotSaved(Path path, boolean diskFull, String reason) implements StoreNotice {}

    /** All that was in memory only is on the disk. */
    record SavedAgain() implements StoreNotice {}

    /**
     * A file that was damaged; what could be read of it is there.
     *
     * @param original where it was
     * @param kept where it lies now, as it was
     * @param linesLost how many changes could not be read
     */
    record SetAside(Path original, Path kept, int linesLost) implements StoreNotice {}

    /** A file of a later version of the application; it is left as it is. */
    record TooNew(Path file, int version) implements StoreNotice {}
}
