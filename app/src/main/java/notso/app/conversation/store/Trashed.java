package notso.app.conversation.store;

import notso.app.conversation.SessionSummary;

import java.time.Instant;

/**
 * A session in the trash.
 *
 * @param at when it was put there
 */
public record Trashed(SessionSummary summary, Instant at) {}
