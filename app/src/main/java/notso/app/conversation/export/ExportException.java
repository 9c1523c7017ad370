package notso.app.conversation.export;

import java.nio.file.Path;

/** A file could not be written; whatever stood there before still does. */
public final class ExportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** There is no such folder, or it is something else. */
        NO_FOLDER,
        /** A folder has the file's name. */
        IS_FOLDER,
        /** The system refuses, most often for lack of permission. */
        REFUSED,
        /** The disk is full, or went away; the cause says more. */
        FAILED
    }

    private final transient Path path;
    private final Reason reason;

    ExportException(Path path, Reason reason) {
        super(sentence(path, reason));
        this.path = path;
        this.reason = reason;
    }

    ExportException(Path path, Reason reason, Throwable cause) {
        super(sentence(path, reason), cause);
        this.path = path;
        this.reason = reason;
    }

    public Path path() {
        return path;
    }

    public Reason reason() {
        return reason;
    }

    /** One English sentence for the user. */
    private static String sentence(Path path, Reason reason) {
        String what =
                switch (reason) {
                    case NO_FOLDER -> "its folder is not there; choose another folder";
                    case IS_FOLDER -> "a folder has that name; choose another name";
                    case REFUSED -> "the system does not allow it; choose another folder";
                    case FAILED -> "the disk may be full; make room or choose another folder";
                };
        return path + " cannot be written: " + what + ".";
    }
}
