package notso.app.conversation.foreign;

/** How much is read. Lengths are in UTF-16 units unless they say otherwise. */
public final class Limits {

    /** Of all that is read of one file, unpacked. */
    public static final long LONGEST_FILE_BYTES = 8L << 30;

    /** An archive may unpack to so many times its size, or to {@link #SMALL_BYTES} in any case. */
    public static final long SWELLING = 200;

    /** A file below this size is treated as if it had it. */
    public static final long SMALL_BYTES = 64L << 20;

    public static final int MOST_ARCHIVE_PARTS = 100_000;

    /** Of one message with all that belongs to it. */
    public static final int LONGEST_VALUE = 16 << 20;

    /** Of one conversation. */
    public static final int LONGEST_CONVERSATION = 64 << 20;

    /** Of one entry of an own session, which may have large files attached. */
    public static final int LONGEST_OWN_VALUE = 64 << 20;

    public static final int LONGEST_OWN_SESSION = 256 << 20;

    /** What a value costs beside its length, since objects and small strings cost as well. */
    public static final int VALUE_COST = 16;

    /** How deep a message may nest. */
    public static final int DEEPEST_VALUE = 40;

    /** How deep the file may nest, of which the rest is passed over. */
    public static final int DEEPEST_FILE = 10_000;

    /** Of all system messages of a conversation. */
    public static final int LONGEST_INSTRUCTIONS = 1 << 20;

    public static final int MOST_MESSAGES = 100_000;

    public static final int MOST_NOTICES = 1_000;

    /** How often reading begins anew behind a damaged place. */
    public static final int MOST_PLACES = 500;

    /** All these beginnings together may read the file so many times. */
    public static final int MOST_READINGS = 10;

    private Limits() {}
}
