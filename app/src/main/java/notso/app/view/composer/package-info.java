/**
 * Where one types.
 *
 * <p>In go keys and clicks; out come the verbs of {@link notso.app.view.ChatViewModel}. Start at
 * {@link notso.app.view.composer.ComposerView}.
 */
@NullMarked
package notso.app.view.composer;

import org.jspecify.annotations.NullMarked;
