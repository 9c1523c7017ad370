/**
 * Text to token ids and back.
 *
 * <p>In go prompts, out come ids: {@link notso.inference.tokenizer.SpecialTokens} takes a prompt
 * apart into special tokens and ordinary text, in one way for every engine; what turns the ordinary
 * text into ids is the engine's own tokenizer or ours.
 */
@NullMarked
package notso.inference.tokenizer;

import org.jspecify.annotations.NullMarked;
