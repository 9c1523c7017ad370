/**
 * Lets only one window work on a data folder; a second start hands its files over and ends.
 *
 * <p>In go the folder and the files to open; out comes a {@link notso.app.instance.Claim}. Start at
 * {@link notso.app.instance.SingleInstance}.
 */
@NullMarked
package notso.app.instance;

import org.jspecify.annotations.NullMarked;
