/**
 * Counts and timings of the running application.
 *
 * <p>In go {@link notso.app.answer.ServiceEvent}s, out comes a {@link
 * notso.app.metrics.MetricsSnapshot}. Start at {@link notso.app.metrics.Metrics}.
 */
@NullMarked
package notso.app.metrics;

import org.jspecify.annotations.NullMarked;
