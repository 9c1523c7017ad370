/**
 * The whole API of local inference, and nothing else.
 *
 * <p>In go a {@link notso.inference.Prompt} and its {@link notso.inference.Sampling}; out come
 * {@link notso.inference.GenerationEvent}s. Start at {@link notso.inference.Engine}. Every failure
 * is an {@link notso.inference.EngineException} that carries a {@link notso.inference.Problem}.
 */
@NullMarked
package notso.inference;

import org.jspecify.annotations.NullMarked;
