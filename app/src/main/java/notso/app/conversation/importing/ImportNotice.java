package notso.app.conversation.importing;

import notso.app.conversation.foreign.Loss;

import java.nio.file.Path;

/**
 * Something that did not come over, or not as it was. {@link ImportNoticeText} has the sentence.
 */
public sealed interface ImportNotice {

    /** The file, or a part of an archive, cannot be read on; {@code reason} is the system's. */
    record Unreadable(Path path, String reason) implements ImportNotice {}

    /** Nothing in the file is a conversation of a known kind. */
    record NothingFound(Path path) implements ImportNotice {}

    /** The file holds more than may be read, such as an archive that swells without end. */
    record TooLarge(Path path) implements ImportNotice {}

    /** The file is no proper JSON at some place; what is whole around it came over. */
    record Damaged(Path path) implements ImportNotice {}

    /** Of this conversation only the part before a damaged place came over. */
    record BrokenOff(String title) implements ImportNotice {}

    /** A later version of this application wrote it; what is known of it came over. */
    record NewerVersion(String title) implements ImportNotice {}

    /** There is a session with its id already, so it came over as another one. */
    record Copied(String title) implements ImportNotice {}

    /** Something within a conversation, and how often. */
    record Lost(String title, Loss loss, int count) implements ImportNotice {}

    /** So many notices were not kept. */
    record Further(int count) implements ImportNotice {}
}
