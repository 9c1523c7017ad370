package notso.app.view;

import notso.app.conversation.Queued;

/**
 * A message that waits for the answer before it.
 *
 * @param number tells it from the others that wait
 * @param attachments how many files go with it
 */
public record WaitingMessage(int number, String text, int attachments) {

    static WaitingMessage of(Queued queued) {
        return new WaitingMessage(
                queued.number(), queued.draft().text(), queued.draft().attachments().size());
    }
}
