package notso.app.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One turn of a conversation. Its place in the tree never changes. */
public sealed interface Message {

    MessageId id();

    /** The turn before; empty for one that begins a conversation. */
    Optional<MessageId> parent();

    Instant created();

    /** What was said, without thinking and attachments. */
    String text();

    /** What a person asked. */
    record Question(
            MessageId id,
            Optional<MessageId> parent,
            Instant created,
            String text,
            List<Attachment> attachments)
            implements Message {

        public Question {
            attachments = List.copyOf(attachments);
        }

        /** What it would be as a draft again. */
        public Draft draft() {
            return new Draft(text, attachments);
        }
    }

    /** What a model replied, or is about to reply. */
    record Reply(MessageId id, Optional<MessageId> parent, Instant created, Answer answer)
            implements Message {

        @Override
        public String text() {
            return answer.text();
        }

        public Reply withAnswer(Answer value) {
            return new Reply(id, parent, created, value);
        }
    }
}
