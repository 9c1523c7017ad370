/**
 * The fast engine: current llama.cpp, called from plain Java.
 *
 * <p>In go a GGUF file and a prompt, out come tokens. Start at {@link
 * notso.inference.llamacpp.LlamaCppEngine}: it checks and plans the loading of a model, keeps the
 * tokens of its KV cache, and runs the loop that generates.
 */
@NullMarked
package notso.inference.llamacpp;

import org.jspecify.annotations.NullMarked;
