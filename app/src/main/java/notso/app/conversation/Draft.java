package notso.app.conversation;

import java.util.List;

/** What has been typed into a session and not been sent. */
public record Draft(String text, List<Attachment> attachments) {

    public static final Draft EMPTY = new Draft("", List.of());

    public Draft {
        attachments = List.copyOf(attachments);
    }

    public static Draft of(String text) {
        return new Draft(text, List.of());
    }

    /** Nothing that could be sent. */
    public boolean isBlank() {
        return text.isBlank() && attachments.isEmpty();
    }
}
