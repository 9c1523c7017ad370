package notso.app.conversation;

import java.util.List;
import java.util.Optional;

/**
 * Something that happens to a session. A session is what its changes made of it, in order: they are
 * what the journal holds, and what a window is told.
 */
public sealed interface Change {

    /** A turn joins the tree, and is shown. */
    record MessageAdded(Message message) implements Change {}

    /** A generation begins; an answer that had ended goes on. */
    record RunStarted(MessageId reply, Recipe recipe) implements Change {}

    /** More of an answer. */
    record AnswerGrew(MessageId reply, String reasoning, String text) implements Change {}

    /** The model asked for a tool. */
    record ToolAsked(MessageId reply, Answer.ToolUse use) implements Change {}

    /** A generation came to its end. */
    record RunEnded(MessageId reply, Answer.Outcome outcome) implements Change {}

    /** An answer ended. */
    record AnswerEnded(MessageId reply, Answer.End end) implements Change {}

    /** Of the turns that follow the same one, this one is shown. */
    record BranchShown(MessageId message) implements Change {}

    record Titled(Title title) implements Change {}

    record Pinned(boolean pinned) implements Change {}

    record SettingsChanged(SessionSettings settings) implements Change {}

    record Drafted(Draft draft) implements Change {}

    /** What waits to be sent, the next one first. */
    record QueueChanged(List<Queued> queue) implements Change {
        public QueueChanged {
            queue = List.copyOf(queue);
        }
    }

    /** The model sees nothing before this message; empty, it sees all. */
    record ContextCut(Optional<MessageId> firstKept) implements Change {}
}
