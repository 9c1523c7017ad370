package notso.app.conversation;

import java.time.Instant;

/** A change and when it happened. */
public record Entry(Instant at, Change change) {}
