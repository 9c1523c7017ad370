package notso.app.conversation.json;

import notso.app.conversation.Entry;

/** What a JSON value turned out to be. */
public sealed interface EntryReading {

    record Known(Entry entry) implements EntryReading {}

    /**
     * Of a kind that this version has no word for, itself or something within it: a later version
     * wrote it.
     *
     * @param what the kind that is unknown
     */
    record Unknown(String what) implements EntryReading {}

    /**
     * No entry.
     *
     * @param reason short, for a log
     */
    record Malformed(String reason) implements EntryReading {}
}
