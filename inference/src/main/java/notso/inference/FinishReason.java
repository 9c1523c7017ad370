package notso.inference;

/** Why a generation ended. */
public enum FinishReason {
    /** The model ended its turn. */
    END_OF_TURN,
    /** A stop text of the request appeared. */
    STOP_TEXT,
    /** The request's limit of tokens was met. */
    LENGTH,
    /** The context has no room for another token. */
    CONTEXT_FULL,
    /** The caller cancelled. */
    CANCELLED
}
