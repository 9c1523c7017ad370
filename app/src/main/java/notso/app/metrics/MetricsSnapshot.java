package notso.app.metrics;

import java.time.Duration;

/**
 * Counts and timings since the start.
 *
 * @param uptime since the start
 * @param finished answers that came to their end
 * @param stopped answers that a person stopped
 * @param failed answers that the engine failed at
 * @param tokensRead prompt tokens that were evaluated
 * @param tokensReused prompt tokens that were still in a cache
 * @param tokensGenerated tokens of answers
 * @param promptSpeed tokens a second
 * @param generationSpeed tokens a second
 * @param firstToken seconds from a question to its first token
 * @param queued messages that wait now, in all sessions
 * @param loads models that were loaded
 * @param losses engines that ended by themselves
 * @param loadSeconds how long a model took to load
 * @param heapBytes in use by this process
 * @param residentBytes of this process, 0 where the system does not tell
 * @param engineBytes resident, of the engine's processes, 0 where the system does not tell
 */
public record MetricsSnapshot(
        Duration uptime,
        long finished,
        long stopped,
        long failed,
        long tokensRead,
        long tokensReused,
        long tokensGenerated,
        Spread promptSpeed,
        Spread generationSpeed,
        Spread firstToken,
        int queued,
        long loads,
        long losses,
        Spread loadSeconds,
        long heapBytes,
        long residentBytes,
        long engineBytes) {}
