package notso.app.conversation;

/**
 * A text file that goes with a question.
 *
 * @param name the file's name without its folder
 * @param text all that the file held when it was attached
 */
public record Attachment(String name, String text) {}
