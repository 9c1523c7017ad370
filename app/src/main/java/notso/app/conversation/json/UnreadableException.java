package notso.app.conversation.json;

/** A JSON value is not what it should be. Never leaves this package. */
final class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean isUnknownKind;

    private UnreadableException(String message, boolean isUnknownKind) {
        super(message, null, false, false);
        this.isUnknownKind = isUnknownKind;
    }

    static UnreadableException malformed(String reason) {
        return new UnreadableException(reason, false);
    }

    static UnreadableException unknownKind(String kind) {
        return new UnreadableException(kind, true);
    }

    EntryReading reading() {
        String reason = String.valueOf(getMessage());
        return isUnknownKind
                ? new EntryReading.Unknown(reason)
                : new EntryReading.Malformed(reason);
    }
}
