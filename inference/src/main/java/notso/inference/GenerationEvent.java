package notso.inference;

/** What happens during a generation, in order: progress, tokens, one end. */
public sealed interface GenerationEvent {

    /**
     * The prompt is being read.
     *
     * @param evaluated prompt tokens in the cache so far, reused ones included
     * @param total prompt tokens altogether
     * @param reused how many of them were in the cache from the request before
     */
    record PromptProgress(int evaluated, int total, int reused) implements GenerationEvent {}

    /**
     * One token was generated.
     *
     * @param id its id, {@link #UNKNOWN_ID} where the engine does not tell
     * @param text what it adds to the text; empty while a character or a stop text is incomplete
     * @param special true if it is a token of its own such as {@code <think>}, not text that merely
     *     looks like one
     */
    record Token(int id, String text, boolean special) implements GenerationEvent {
        /** Stands for an id that is not known. */
        public static final int UNKNOWN_ID = -1;
    }

    /** Generation has ended; always the last event. */
    record Finished(FinishReason reason, GenerationStatistics statistics)
            implements GenerationEvent {}
}
