package notso.app.view.transcript;

import java.util.Optional;

/** One entry of the transcript. */
public sealed interface TranscriptItem
        permits TranscriptItem.Asked, TranscriptItem.Notice, AnswerViewModel {

    /** What a person wrote. */
    record Asked(String text) implements TranscriptItem {}

    /**
     * Something went wrong.
     *
     * @param sentence says what, and what to do
     * @param retry tries again, where that makes sense
     */
    record Notice(String sentence, Optional<Runnable> retry) implements TranscriptItem {

        /** The same without the offer, when something else has been done since. */
        public Notice outdated() {
            return new Notice(sentence, Optional.empty());
        }
    }
}
