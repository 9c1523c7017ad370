/**
 * Programs that measure what the documentation quotes. In go model files, out come tables of
 * medians on standard output; {@code doc/measurements.md} says how to run each and what it gave.
 */
@NullMarked
package notso.inference.measure;

import org.jspecify.annotations.NullMarked;
