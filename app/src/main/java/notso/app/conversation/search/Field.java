package notso.app.conversation.search;

/** Where in a session something is said; what is declared first weighs most. */
public enum Field {
    TITLE,
    QUESTION,
    ANSWER,
    /** The name or the text of a file that went with a question. */
    ATTACHMENT,
    REASONING;

    int weight() {
        return REASONING.ordinal() + 1 - ordinal();
    }
}
