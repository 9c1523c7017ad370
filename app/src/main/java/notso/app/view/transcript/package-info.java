/**
 * What was said, as one scrolls through it.
 *
 * <p>In goes a list of {@link notso.app.view.transcript.TranscriptItem}s, out come bubbles,
 * thinking blocks and notices. Start at {@link notso.app.view.transcript.TranscriptView}.
 */
@NullMarked
package notso.app.view.transcript;

import org.jspecify.annotations.NullMarked;
