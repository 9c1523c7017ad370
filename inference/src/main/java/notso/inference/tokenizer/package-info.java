/**
 * Text to token ids and back.
 *
 * <p>In go prompts, out come ids. Start at {@link notso.inference.tokenizer.GgufTokenizer}, which
 * makes a tokenizer of DJL from the vocabulary inside a GGUF file and gives the ids of llama.cpp's
 * own one, or says that it cannot. {@link notso.inference.tokenizer.SpecialTokens} takes a prompt
 * apart into special tokens and ordinary text, and {@link
 * notso.inference.tokenizer.PromptTokenizer} makes ids of it, both in one way for every engine.
 */
@NullMarked
package notso.inference.tokenizer;

import org.jspecify.annotations.NullMarked;
