package notso.app.conversation.foreign;

/** What could not come over as it was. */
public enum Loss {
    /** Messages that the other program did not show either. */
    HIDDEN,
    /** Images, sounds and files, of which an export holds only the names. */
    FILE,
    /** Messages whose content is of a kind that is not known. */
    UNKNOWN_CONTENT,
    /** Messages of someone who is neither person nor model, tool or system. */
    UNKNOWN_SPEAKER,
    /** Messages or entries that are not what they should be. */
    MALFORMED,
    /**
     * Messages that follow one which is not there; they begin a branch, or follow an earlier one.
     */
    PARENT_MISSING,
    /** Messages that follow themselves; the circle was opened. */
    LOOP,
    /** Fields or messages with a name that was there already; the first counts. */
    DUPLICATE,
    /** The message that is said to be the last one shown is not there. */
    SHOWN_MISSING,
    /** Times that cannot be. */
    TIME,
    /** Halves of characters, replaced by U+FFFD. */
    CHARACTER,
    /** Values that nest too deep. */
    TOO_DEEP,
    /** Values that are too long. */
    TOO_LONG,
    /** Messages beyond the most that a session may have. */
    TOO_MANY
}
