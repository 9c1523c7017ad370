/**
 * The application: its start, its wiring and its one way onto the JavaFX thread.
 *
 * <p>In go the system properties {@code notso.*}; out comes a window. Start at {@link
 * notso.app.Launcher}; {@link notso.app.Composition} puts everything together.
 */
@NullMarked
package notso.app;

import org.jspecify.annotations.NullMarked;
