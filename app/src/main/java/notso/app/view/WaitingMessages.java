package notso.app.view;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import notso.app.conversation.Attachment;
import notso.app.conversation.Draft;
import notso.app.conversation.Queued;

import java.util.List;

/** The messages that wait in the session that is shown. */
final class WaitingMessages {

    private final ObservableList<WaitingMessage> messages = FXCollections.observableArrayList();
    private final ObservableList<WaitingMessage> readOnly =
            FXCollections.unmodifiableObservableList(messages);
    private List<Queued> queue = List.of();

    /** The next one first; read-only. */
    ObservableList<WaitingMessage> messages() {
        return readOnly;
    }

    void show(List<Queued> waiting) {
        queue = waiting;
        messages.setAll(waiting.stream().map(WaitingMessage::of).toList());
    }

    /** The message with another text and the same files; nothing at all for a blank text. */
    Draft changed(WaitingMessage message, String text) {
        List<Attachment> attachments =
                queue.stream()
                        .filter(queued -> queued.number() == message.number())
                        .filter(_ -> !text.isBlank())
                        .flatMap(queued -> queued.draft().attachments().stream())
                        .toList();
        return new Draft(text, attachments);
    }
}
