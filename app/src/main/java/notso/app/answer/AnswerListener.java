package notso.app.answer;

import notso.app.context.CachedPrefix;
import notso.app.conversation.Change;

/** Hears how an answer is made, one call at a time, on the thread that makes it or a timer's. */
interface AnswerListener {

    void changed(Change change);

    /** So much of the prompt has been read, in tokens. */
    void reading(int evaluated, int total, int reused);

    /** The engine's cache holds this now. */
    void cached(CachedPrefix prefix);
}
