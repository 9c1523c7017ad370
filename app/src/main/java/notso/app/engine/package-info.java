/**
 * Keeps one model loaded and has it do tasks, on one background thread.
 *
 * <p>In go a {@link notso.app.engine.ModelChoice} to open and {@link notso.app.engine.ModelTask}s;
 * out come {@link notso.app.engine.EngineEvent}s and what the tasks make. Start at {@link
 * notso.app.engine.EngineThread}.
 */
@NullMarked
package notso.app.engine;

import org.jspecify.annotations.NullMarked;
