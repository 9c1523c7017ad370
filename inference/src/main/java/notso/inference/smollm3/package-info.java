/**
 * SmolLM3: its facts, and the exact adaptation for engines that are older than it.
 *
 * <p>In goes an open {@code smollm3} model file; out comes a file of architecture {@code llama}
 * that computes the same. Start at {@link notso.inference.smollm3.Adaptation}, which writes one
 * such file, or at {@link notso.inference.smollm3.AdaptationCache}, which keeps them. {@link
 * notso.inference.smollm3.SmolLm3} holds what is known of the model itself.
 */
@NullMarked
package notso.inference.smollm3;

import org.jspecify.annotations.NullMarked;
