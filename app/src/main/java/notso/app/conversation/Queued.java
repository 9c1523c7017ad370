package notso.app.conversation;

/**
 * A message that waits for the answer before it.
 *
 * @param number tells it from the others of its session, for as long as it waits
 */
public record Queued(int number, Draft draft) {}
