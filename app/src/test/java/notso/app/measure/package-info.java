/**
 * Programs that measure; their figures are in {@code doc/measurements.md}.
 *
 * <p>Each has a {@code main} that says what its arguments are.
 */
@NullMarked
package notso.app.measure;

import org.jspecify.annotations.NullMarked;
